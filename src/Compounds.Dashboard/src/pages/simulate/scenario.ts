import type { Schemas } from '../../core/api';

/** The server leaves nothing out of an answer, though its contract allows it to. */
export type Told<T> = T extends readonly (infer E)[] ? Told<E>[] : T extends object ? { [K in keyof T]-?: Told<Exclude<T[K], undefined>> } : T;

/** The shapes of /v1/network and /v1/scenarios, and the words for their codes. */
export type Spread = Told<Schemas['Spread']>;
export type Network = Told<Schemas['NetworkBody']>;
export type Scenario = Told<Schemas['ScenarioBody']>;
export type ScenarioPage = Told<Schemas['ScenarioPage']>;
export type Comparison = Told<Schemas['ComparisonBody']>;
export type Outcome = Told<Schemas['OutcomeBody']>;
export type Line = Outcome['lines'][number];
export type Assumption = Scenario['assumptions'][number];
export type Measure = Scenario['scenario']['measures'][number];
export type MeasureKind = Schemas['MeasureKind'];
export type Rationing = Schemas['RationingPolicy'];

export const lineNames: Record<string, string> = {
  captiveExposure: 'Captives without power or water', captiveTransit: 'Captives being moved', civilPower: 'Civilians without power', civilTelecom: 'Civilians without telecom',
  waterBelowMinimum: 'Civilians below 15 litres of water a day', waterBelowSurvival: 'Civilians below 7.5 litres of water a day', hospitalCritical: 'Hospitals below life-critical power',
  oxygenPlantDown: 'Oxygen plants standing still', fuelStress: 'Civilians who ask for fuel and get none', fuelPriceStress: 'Civilians under fuel prices', lostWorkerHours: 'Scam worker-hours lost',
  unservedEnergy: 'Energy not served', fuelBurnt: 'Fuel burnt', generatorHours: 'Generator hours',
};

export const kindNames: Record<MeasureKind, string> = {
  cutPower: 'Cut power', derate: 'Lower the capacity', restore: 'Lift earlier measures', fuelBan: 'Stop fuel', telecomCut: 'Cut telecom', starlinkBlock: 'Block satellite terminals',
  crossingClosure: 'Close to fuel and people', financeFreeze: 'Freeze payments',
};
export const measureKinds = Object.keys(kindNames) as MeasureKind[];

export const rationingNames: Record<Rationing, string> = { humanitarianFirst: 'Hospitals first, then civilians', proRata: 'Everybody the same share', payingFirst: 'Whoever pays most first' };

export const typeNames: Record<Network['nodes'][number]['type'], string> = {
  source: 'source', satellite: 'satellite service', feeder: 'feeder', substation: 'substation', crossing: 'crossing', depot: 'fuel depot', tower: 'telecom tower', waterworks: 'waterworks',
  hospital: 'hospital', oxygenPlant: 'oxygen plant', village: 'settlement', compound: 'compound',
};
export const unitNames: Record<string, string> = { 'captive-h': 'captive-hours', 'person-h': 'person-hours', 'hospital-h': 'hospital-hours', 'plant-h': 'plant-hours', 'user-h': 'user-hours', h: 'hours', L: 'litres' };

const figures = ['unservedEnergy', 'fuelBurnt', 'generatorHours'];

/** Harm to captives stands first, then civil harm, then the effect, then mere figures. */
export function groupsOf<L extends { line: string; isHarm: boolean }>(lines: readonly L[]): { name: string; lines: L[] }[] {
  const isCaptive = (line: L) => line.line.startsWith('captive');
  return [
    { name: 'Captives', lines: lines.filter(isCaptive) },
    { name: 'Civilians', lines: lines.filter((line) => !isCaptive(line) && line.isHarm) },
    { name: 'Effect', lines: lines.filter((line) => !line.isHarm && !figures.includes(line.line)) },
    { name: 'Figures of the run', lines: lines.filter((line) => figures.includes(line.line)) },
  ].filter((group) => group.lines.length > 0);
}

/** The line that only stands for what nobody reported. */
export const isBeyond = (id: string): boolean => id.startsWith('beyond:');

/** The name of a node or a line of the network. */
export function nameOf(network: Pick<Network, 'nodes' | 'edges'>, id: string): string {
  const node = (of: string) => network.nodes.find((each) => each.id === of)?.name ?? of;
  const edge = network.edges.find((each) => each.id === id);
  return edge ? `${node(edge.from)} → ${node(edge.to)}` : node(id);
}
