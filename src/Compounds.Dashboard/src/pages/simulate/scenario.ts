import type { Schemas, Told } from '../../core/api';

/** The shapes of /v1/network and /v1/scenarios, and the words for their codes. */
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

/** The line that only stands for what nobody reported. */
export const isBeyond = (id: string): boolean => id.startsWith('beyond:');

/** The name of a node or a line of the network. */
export function nameOf(network: Pick<Network, 'nodes' | 'edges'>, id: string): string {
  const node = (of: string) => network.nodes.find((each) => each.id === of)?.name ?? of;
  const edge = network.edges.find((each) => each.id === id);
  return edge ? `${node(edge.from)} → ${node(edge.to)}` : node(id);
}
