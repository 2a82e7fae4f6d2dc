/** The shapes of /v1/network, /v1/scenarios and /v1/fronts. */
export type Spread = { p10: number; p50: number; p90: number };
export type Measure = { kind: MeasureKind; target: string; fromHour: number; toHour: number | null; depth: number | { low: number; mode: number; high: number } };
export const measureKinds = ['cutPower', 'derate', 'restore', 'fuelBan', 'telecomCut', 'starlinkBlock', 'crossingClosure', 'financeFreeze'] as const;
export type MeasureKind = (typeof measureKinds)[number];
export type NetworkNode = { id: string; name: string; type: string; latitude: number | null; longitude: number | null };
export type NetworkEdge = { id: string; from: string; to: string; kind: string; exists: number; capacity: Spread | null; unit: string; basis: string };
export type Assumption = { subject: string; parameter: string; value: string; unit: string; basis: string };
export type Network = { hash: string; asOf: string; nodes: NetworkNode[]; edges: NetworkEdge[]; assumptions: Assumption[]; leftOut: { subject: string; code: string; sentence: string }[] };
export type Line = { line: string; unit: string; isHarm: boolean; total: Spread; byNode: { node: string; name: string; total: Spread }[]; byHour?: { p10: number[]; p50: number[]; p90: number[] } | null };
export type Site = { node: string; name: string; firstHourBelowHalf: Spread | null; shareBelowHalf: number; hoursBelowHalf: Spread; movedTo: Spread };
export type Plan = { measures: Measure[]; protect: string[]; carriedOut?: Measure[]; rationing: string; horizonHours: number; samples: number; seed: number; displacement: boolean };
export type Scenario = {
  id: string; title: string; agency: string; askedAt: string; network: { hash: string; asOf: string; knownAt: string; isStale: boolean }; scenario: Plan;
  run: { state: 'running' | 'completed' | 'cancelled' | 'failed'; blocksDone: number; blocksAtMost: number; sensitivity: string };
  outcome: { samples: number; isSettled: boolean; lines: Line[]; sites: Site[] } | null;
  assumptions: Assumption[] | null; sensitivity: { parameter: string; atLow: number; atHigh: number; swing: number }[] | null; report: { title: string; sentences: string[] }[] | null;
};
export type ScenarioRow = { id: string; title: string; agency: string; askedAt: string; state: string; headline: { line: string; unit: string; total: Spread }[] | null };
export type Comparison = {
  base: string; samples: number; scenarios: { id: string; title: string }[];
  lines: { line: string; unit: string; isHarm: boolean; totals: Spread[]; differences: Spread[] }[]; assumptions: { subject: string; parameter: string; values: (string | null)[] }[];
};
export type FrontPoint = { actions: string[]; disruption: number; harm: number; lines: { line: string; unit: string; mean: number; p90: number }[]; isAllowed: boolean; breaks?: string[] };
export type Front = {
  id: string; title: string; run: { state: string; setsDone: number; setsAtMost: number };
  front: { isExact: boolean; isComplete: boolean; setsSimulated: number; points: FrontPoint[]; outside: FrontPoint[] } | null;
};

export const lineNames: Record<string, string> = {
  captiveExposure: 'Captives exposed', captiveTransit: 'Captives moved', civilPower: 'Civilians without power', civilTelecom: 'Civilians without telecom',
  waterBelowMinimum: 'Civilians below minimum water', waterBelowSurvival: 'Civilians below survival water', hospitalCritical: 'Hospitals without critical power',
  oxygenPlantDown: 'Oxygen plants down', fuelStress: 'Civilians under fuel stress', fuelPriceStress: 'Civilians under fuel stress', lostWorkerHours: 'Scam worker-hours lost',
  unservedEnergy: 'Energy not served', fuelBurnt: 'Fuel burnt', generatorHours: 'Generator hours',
};
export const kindNames: Record<MeasureKind, string> = {
  cutPower: 'Cut power', derate: 'Derate power', restore: 'Restore', fuelBan: 'Ban fuel', telecomCut: 'Cut telecom', starlinkBlock: 'Block satellite', crossingClosure: 'Close crossing', financeFreeze: 'Freeze finance',
};

/** Harm to captives stands first, then civil harm, then the effect, then mere figures. */
export const groupsOf = <L extends { line: string; isHarm: boolean }>(lines: readonly L[]): [string, L[]][] => {
  const isCaptive = (line: L) => line.line.startsWith('captive');
  const figures = ['unservedEnergy', 'fuelBurnt', 'generatorHours'];
  return ([
    ['Captives', lines.filter(isCaptive)],
    ['Civilians', lines.filter((line) => !isCaptive(line) && line.isHarm)],
    ['Effect', lines.filter((line) => !isCaptive(line) && !line.isHarm && !figures.includes(line.line))],
    ['Figures', lines.filter((line) => figures.includes(line.line))],
  ] as [string, L[]][]).filter(([, group]) => group.length > 0);
};
