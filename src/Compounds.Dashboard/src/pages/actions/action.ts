import { askJson, type Schemas } from '../../core/api';

/** The server leaves nothing out of an answer, though its contract allows it to. */
type Told<T> = T extends readonly (infer E)[] ? Told<E>[] : T extends object ? { [K in keyof T]-?: Told<Exclude<T[K], undefined>> } : T;

/** The shapes of /v1/policy-actions, and the words for their codes. */
export type Action = Told<Schemas['PolicyActionBody']>;
export type Head = Told<Schemas['PolicyActionHead']>;
export type ForecastLine = Told<Schemas['ForecastLineBody']>;
export type Finding = Told<Schemas['DoNoHarmFinding']>;
export type Suggested = Told<Schemas['SuggestedCase']>;
export type Check = Told<Schemas['PolicyCheck']>;
export type Reweighting = Told<Schemas['PolicyReweightingBody']>;
export type Stage = Schemas['PolicyActionStage'];

export const stages: Stage[] = ['draft', 'simulated', 'proposed', 'approved', 'carriedOut', 'reviewed', 'withdrawn'];

export const stageNames: Record<Stage, string> = {
  unwritten: 'Draft', draft: 'Draft', simulated: 'Simulated', proposed: 'Proposed', approved: 'Approved', carriedOut: 'Carried out', reviewed: 'Reviewed', withdrawn: 'Withdrawn',
};

export const lineNames: Record<string, string> = {
  captiveExposure: 'Captives without power or water', captiveTransit: 'Captives being moved', civilPower: 'Civilians without power', civilTelecom: 'Civilians without telecom',
  waterBelowMinimum: 'Civilians below 15 litres of water a day', waterBelowSurvival: 'Civilians below 7.5 litres of water a day', hospitalCritical: 'Hospitals below life-critical power',
  oxygenPlantDown: 'Oxygen plants standing still', fuelStress: 'Civilians who ask for fuel and get none', lostWorkerHours: 'Scam worker-hours lost',
  unservedEnergy: 'Energy not served', fuelBurnt: 'Fuel burnt', generatorHours: 'Generator hours',
};

export const unitNames: Record<string, string> = { 'captive-h': 'captive-hours', 'person-h': 'person-hours', 'hospital-h': 'hospital-hours', 'plant-h': 'plant-hours', 'user-h': 'user-hours', h: 'hours', L: 'litres' };

export const waitingNames: Record<string, string> = { approve: 'waits for your approval', signOff: 'waits for somebody who answers for a harm', consent: 'waits for the consent of your agency' };

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

export const pathOf = (id: string, part = ''): string => `/v1/policy-actions/${encodeURIComponent(id)}${part}`;

export const readAction = (id: string, signal?: AbortSignal): Promise<Action> => askJson<Action>(pathOf(id), { signal });

/** A sentence of the server with names in place of the ids of subjects. */
export const named = (sentence: string, nameOf: (id: string) => string | undefined): string =>
  sentence.replace(/\b(?:compound|crossing|infrastructure|operator):[a-z0-9-]+/g, (id) => nameOf(id) ?? id);
