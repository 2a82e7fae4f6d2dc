import { exact, scaled, scaleOf } from './numbers';
import type { Quantity } from './subjects';

type Figure = Quantity['reported'][number];

/** One figure as it is shown. */
export type Amount = { form: string; text: string; unit: string; grade: string | null };

/**
 * A quantity as it is shown: the reported figures first, then the range from P10 to P90. The middle of the range is
 * never among them. Two figures that cannot both be right stand beside each other.
 */
export type ShownQuantity = {
  amounts: Amount[]; isQuarrel: boolean; range: string | null; unit: string; reports: number;
};

const single: Record<string, string> = {
  people: 'person', units: 'unit', households: 'household', 'people/day': 'person/day', 'units/day': 'unit/day',
};

/** What to show of a quantity. */
export function shownOf(quantity: Quantity, language: string): ShownQuantity {
  const figures = figuresOf(quantity);
  const scale = scaleOf(quantity.unit, Math.max(quantity.estimate?.p90 ?? 0, ...figures.map((figure) => figure.high)));
  const number = (value: number) => exact(value / scale.by, language);
  const amounts = figures.map(({ form, low, high, grade }) => ({
    form,
    text: form === 'interval' && low !== high ? `${number(low)}–${number(high)}` : number(low),
    unit: low === scale.by && high === scale.by ? single[scale.unit] ?? scale.unit : scale.unit,
    grade,
  }));
  const isQuarrel = quantity.quarrel.length > 1;
  const range = quantity.estimate && rangeOf(quantity.estimate, quantity.unit, scale.by, language);
  const reports = new Set(quantity.reported.map((figure) => figure.report)).size;
  return { amounts, isQuarrel, reports, unit: scale.unit, range: range === amounts[0]?.text ? null : range };
}

type Bound = Pick<Figure, 'form' | 'low' | 'high'> & { grade: string | null };

function figuresOf(quantity: Quantity): Bound[] {
  const { reported, quarrel, estimate, atLeast, atMost } = quantity;
  if (quarrel.length > 1) return quarrel.map((at) => reported[at]!);
  if (estimate) return reported.filter(isTwoSided).slice(0, 1);
  return [
    ...(atLeast === null ? [] : [{ form: 'atLeast', low: atLeast, high: atLeast, grade: null }]),
    ...(atMost === null ? [] : [{ form: 'atMost', low: atMost, high: atMost, grade: null }]),
  ];
}

/** A bound weighs but never leads. */
const isTwoSided = (figure: Figure): boolean => figure.form === 'point' || figure.form === 'interval';

/** The grade of the figure that leads; null when nothing was reported. */
export const leadGrade = (quantity: Quantity): string | null =>
  (quantity.reported.find(isTwoSided) ?? quantity.reported[0])?.grade ?? null;

function rangeOf({ p10, p90 }: { p10: number; p90: number }, unit: string, by: number, language: string): string {
  const [low, high] = [scaled(p10, unit, by, language), scaled(p90, unit, by, language)];
  return low === high ? low : `${low}–${high}`;
}
