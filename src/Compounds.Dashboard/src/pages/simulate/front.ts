import type { Measure } from './scenario';

/** The shapes of /v1/fronts. */
export type FrontLine = { line: string; unit: string; mean: number; p90: number };
export type FrontPoint = { actions: string[]; disruption: number; disruptionP10: number; harm: number; lines: FrontLine[]; isAllowed: boolean; breaks?: string[] | null };
export type FrontAction = { id: string; title: string; measures: Measure[] };
export type Budget = { line: string; limit: number; statistic: 'mean' | 'p90' };
export type Front = {
  id: string; title: string; agency?: string; askedAt?: string; network: { hash: string; asOf: string; isStale: boolean };
  actions?: FrontAction[]; protect?: string[]; rationing?: string; horizonHours?: number; samples?: number; budgets?: Budget[];
  run: { state: 'running' | 'completed' | 'cancelled' | 'failed'; setsDone: number; setsAtMost: number };
  front: { isExact: boolean; isComplete: boolean; setsSimulated: number; leftOut: number; points: FrontPoint[]; outside: FrontPoint[]; greedy: FrontPoint | null; robust: FrontPoint | null } | null;
};

/** The lines that a set may be limited in. */
export const budgetLines = ['captiveExposure', 'hospitalCritical', 'waterBelowSurvival', 'waterBelowMinimum', 'civilPower', 'civilTelecom', 'fuelPriceStress'] as const;

/** A set of actions as one word of the address. */
export const setKey = (point: Pick<FrontPoint, 'actions'>): string => point.actions.join('+') || 'none';

/** The harm of a point on a line: its mean; without a line the weighted harm to civilians. */
export const harmOf = (point: FrontPoint, line: string): number => (line === 'harm' ? point.harm : point.lines.find((each) => each.line === line)?.mean ?? 0);

const usual: readonly Budget[] = [{ line: 'hospitalCritical', limit: 0, statistic: 'p90' }];

/** The limits in the address, as line,limit,statistic; without any the usual one: no hospital below life-critical power in nine of ten samples. */
export function readBudgets(text: string | undefined): Budget[] {
  if (text === undefined) return [...usual];
  return text.split(';').map((part) => part.split(',')).filter(([line = '', limit = '']) => (budgetLines as readonly string[]).includes(line) && Number.isFinite(Number(limit)))
    .map(([line, limit, statistic]) => ({ line: line!, limit: Number(limit), statistic: statistic === 'mean' ? 'mean' : 'p90' }));
}

export const writeBudgets = (budgets: Budget[]): string => budgets.map((budget) => [budget.line, budget.limit, budget.statistic].join(',')).join(';') || 'none';
