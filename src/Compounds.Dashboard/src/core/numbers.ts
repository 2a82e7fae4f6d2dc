/** Numbers as people read them: what is computed has three significant digits at most, what is reported has all. */
const formats = new Map<string, Intl.NumberFormat>();

function format(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.NumberFormat(`${language}-u-nu-latn`, options)));
  return known;
}

export function round(value: number, language: string): string {
  const size = Math.abs(value);
  const options: Intl.NumberFormatOptions = { maximumSignificantDigits: size < 1 ? 2 : 3 };
  return format(language, size >= 1_000_000 ? { ...options, notation: 'compact' } : options).format(value);
}

export const whole = (value: number, language: string): string =>
  format(language, { maximumFractionDigits: 0 }).format(value);

/** A figure as it was reported: all its digits. */
export const exact = (value: number, language: string): string =>
  format(language, { maximumFractionDigits: 3 }).format(value);

/** Two digits, and never a certainty that the digits only seem to say. */
export const probability = (value: number): string =>
  value > 0.995 && value < 1 ? '> 0.99' : value < 0.005 && value > 0 ? '< 0.01' : value.toFixed(2);

export const signed = (value: number, digits = 2): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

type Range = { p10: number; p50: number; p90: number };

const isCount = (unit: string): boolean => /^(people|units|households|captive|person|hospital|plant|user)/.test(unit);

/** The unit that reads best for numbers up to a greatest one, and how many of the canonical unit are one of it. */
export function scaleOf(unit: string, greatest: number): { by: number; unit: string } {
  if (unit === 'fraction') return { by: 0.01, unit: '%' };
  if (unit.startsWith('kW') && greatest >= 10_000) return { by: 1000, unit: `M${unit.slice(1)}` };
  return { by: 1, unit };
}

/** A computed number in a scaled unit; counts are whole. */
export const scaled = (value: number, unit: string, by: number, language: string): string =>
  round(isCount(unit) ? Math.round(value) : value / by, language);

/** The three numbers of a range in the unit that reads best. */
export function figures(range: Range, unit: string, language: string): Record<keyof Range | 'unit', string> {
  const scale = scaleOf(unit, Math.max(Math.abs(range.p10), Math.abs(range.p90)));
  const text = (value: number) => scaled(value, unit, scale.by, language);
  return { p10: text(range.p10), p50: text(range.p50), p90: text(range.p90), unit: scale.unit };
}
