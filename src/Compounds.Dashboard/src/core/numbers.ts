/** Numbers as people read them: three figures at most where the range is wide, and never one without its range. */
const formats = new Map<string, Intl.NumberFormat>();

function format(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.NumberFormat(`${language}-u-nu-latn`, options)));
  return known;
}

export const round = (value: number, language: string): string =>
  format(language, Math.abs(value) >= 1_000_000 ? { notation: 'compact', maximumSignificantDigits: 3 } : Math.abs(value) >= 1000 ? { maximumSignificantDigits: 3 } : { maximumSignificantDigits: Math.abs(value) < 1 ? 2 : 3 }).format(value);

export const whole = (value: number, language: string): string => format(language, { maximumFractionDigits: 0 }).format(value);

export const probability = (value: number): string => value.toFixed(2);

export const signed = (value: number, digits = 2): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

type Range = { p10: number; p50: number; p90: number };

/** The three numbers of a range in the unit that reads best: counts are whole; energy and power change their unit when they are large. */
export function figures(range: Range, unit: string, language: string): { p10: string; p50: string; p90: string; unit: string } {
  const scaled = unit.startsWith('kW') && Math.max(Math.abs(range.p10), Math.abs(range.p90)) >= 10_000 ? { by: 1000, unit: `M${unit.slice(1)}` } : { by: 1, unit };
  const isCount = /^(people|units|households|captive|person|hospital|plant|user)/.test(unit);
  const text = (value: number) => round(isCount ? Math.round(value) : value / scaled.by, language);
  return { p10: text(range.p10), p50: text(range.p50), p90: text(range.p90), unit: scaled.unit };
}

/** "3,100–5,400 (middle 4,100)": the interval first. */
export function interval(range: Range, unit: string, language: string): { span: string; middle: string; unit: string } {
  const { p10, p50, p90, unit: shown } = figures(range, unit, language);
  return { span: p10 === p90 ? p10 : `${p10}–${p90}`, middle: p50, unit: shown };
}
