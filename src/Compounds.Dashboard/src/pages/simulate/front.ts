import type { Schemas, Told } from '../../core/api';

/** The shapes of /v1/fronts. */
export type Front = Told<Schemas['FrontBody']>;
export type FrontPoint = NonNullable<Front['front']>['points'][number];
export type Budget = Front['question']['budgets'][number];
export type HarmLine = Schemas['HarmLine'];

/** The lines that a set may be limited in. */
export const budgetLines: readonly HarmLine[] = ['captiveExposure', 'hospitalCritical', 'waterBelowSurvival', 'waterBelowMinimum', 'civilPower', 'civilTelecom', 'fuelPriceStress'];

/** A set of actions as one word of the address. */
export const setKey = (point: Pick<FrontPoint, 'actions'>): string => point.actions.join('+') || 'none';

/** The harm of a point on a line: its mean; without a line the weighted harm to civilians. */
export const harmOf = (point: FrontPoint, line: string): number => (line === 'harm' ? point.harm : point.lines.find((each) => each.line === line)?.mean ?? 0);

const usual: readonly Budget[] = [{ line: 'hospitalCritical', limit: 0, statistic: 'p90' }];

/** The limits in the address, as line,limit,statistic; without any the usual one: no hospital below life-critical power in nine of ten samples. */
export function readBudgets(text: string | undefined): Budget[] {
  if (text === undefined) return [...usual];
  return text.split(';').map((part) => part.split(',')).filter(([line = '', limit = '']) => (budgetLines as readonly string[]).includes(line) && Number.isFinite(Number(limit)))
    .map(([line, limit, statistic]) => ({ line: line as HarmLine, limit: Number(limit), statistic: statistic === 'mean' ? 'mean' : 'p90' }));
}

export const writeBudgets = (budgets: Budget[]): string => budgets.map((budget) => [budget.line, budget.limit, budget.statistic].join(',')).join(';') || 'none';
