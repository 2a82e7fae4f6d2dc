import * as i18n from '../core/i18n';
import * as numbers from '../core/numbers';
import * as time from '../core/time';
import { settings } from './settings.svelte';

/** The text of a message in the language in use. */
export function t(text: string, parts?: Record<string, string | number>): string {
  void settings.catalogue;
  return i18n.message(text, parts);
}

/** A code of the data as words. */
export function code(value: string): string {
  void settings.catalogue;
  return i18n.codeText(value);
}

/** The name of an attribute as words. */
export function attributeText(name: string): string {
  void settings.catalogue;
  return i18n.attributeText(name);
}

export const day = (value: string | Date): string => time.day(value, settings.language);
export const clock = (value: string | Date): string => time.clock(value, settings.language);
export const moment = (value: string | Date): string => time.moment(value, settings.language);
export const whole = (value: number): string => numbers.whole(value, settings.language);
export const round = (value: number): string => numbers.round(value, settings.language);
export const figures = (range: { p10: number; p50: number; p90: number }, unit: string) =>
  numbers.figures(range, unit, settings.language);

/** A count in words, with the form for one and the form for any other number: "1 report", "5 reports". */
export const counted = (n: number, one: string, many: string): string => (n === 1 ? t(one) : t(many, { n: whole(n) }));

export const reports = (n: number): string => counted(n, '1 report', '{n} reports');
