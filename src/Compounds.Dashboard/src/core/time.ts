import type { Times } from './subjects';

/** Times on screen are Indochina Time (UTC+7), whatever the machine's zone: the places it is about live by it. */
const zone = 'Asia/Bangkok';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language} ${key}`;
  let known = formats.get(name);
  if (!known) {
    // The Gregorian year everywhere; the Thai locale would write the Buddhist one.
    known = new Intl.DateTimeFormat(`${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`, { timeZone: zone, ...options });
    formats.set(name, known);
  }
  return known;
}

export const day = (time: string | Date, language: string): string =>
  format(language, 'day', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(time));

export const clock = (time: string | Date, language: string): string =>
  format(language, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(time));

export const moment = (time: string | Date, language: string): string => `${day(time, language)} ${clock(time, language)} ICT`;

/** The day of a moment in Indochina Time, as 2025-02-05. */
export const isoDay = (time: Date): string => new Date(time.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

export const addDays = (iso: string, days: number): string => {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The times one more step of a day or a week on in the same direction; null where the last step was another. */
export function onward(before: Times, now: Times): Times | null {
  if (!now.asOf) return null;
  const today = isoDay(new Date());
  const step = daysBetween(before.asOf ?? today, now.asOf);
  const next = addDays(now.asOf, step);
  if (![1, 7].includes(Math.abs(step)) || next >= today) return null;
  return { asOf: next, knownAt: now.knownAt && next, publicBy: now.publicBy && next };
}

export const isDay = (text: string | undefined): text is string =>
  !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The year of the Buddhist calendar, shown on request beside the date. */
export const buddhistYear = (iso: string): number => Number(iso.slice(0, 4)) + 543;
