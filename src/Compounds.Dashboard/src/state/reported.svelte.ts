import { shownOf, type Amount } from '../core/quantity';
import type { Assessment, Card, Quantity } from '../core/subjects';
import { picture } from './picture.svelte';
import { settings } from './settings.svelte';
import { code, day, reports, t } from './text.svelte';

/** The words for what was reported: one place, so that lists, pages and the map say the same. */

export const shown = (quantity: Quantity) => shownOf(quantity, settings.language);

/** "2 people", "at least 1,000 people"; what is only counted says nothing of its unit: "28" nationalities. */
export function amountText({ form, text, unit }: Amount): string {
  const isBare = unit === 'unit' || unit === 'units';
  const amount = isBare ? text : unit === '%' ? `${text} %` : `${text} ${t(unit)}`;
  if (form === 'atLeast') return t('at least {amount}', { amount });
  return form === 'atMost' ? t('at most {amount}', { amount }) : amount;
}

/** What the server says beside a value or figure: "rests on one source (B2)" or "3 independent sources". */
export function saidText(said: string): string {
  const [, grade] = /^rests on one source \((\w+)\)$/.exec(said) ?? [];
  if (grade) return t('rests on one source ({grade})', { grade });
  const [, n] = /^(\d+) independent sources$/.exec(said) ?? [];
  return n ? t('{n} independent sources', { n }) : said;
}

/** How many reports say so, and how many sources they go back to. */
export function foundedText(count: number, said: string | null): string {
  return [count > 1 ? reports(count) : '', said ? saidText(said) : ''].filter(Boolean).join(', ');
}

/** The status of a subject as lists tell it. */
export function statusText({ status, lastReported }: Pick<Card, 'status' | 'lastReported'>): string {
  if (!status) return t('status not reported');
  const value = code(status.value);
  return lastReported?.isStale ? t('last reported {value}, {day}', { value, day: day(lastReported.at) }) : value;
}

/** The name of a subject, or its id as words when the name is unknown. */
export const nameOf = (id: string): string =>
  picture.cards.get(id)?.name ?? id.slice(id.indexOf(':') + 1).replaceAll('-', ' ');

/** The name of a country in the language in use; any other text unchanged. */
export function countryName(text: string): string {
  if (!/^[A-Z]{2}$/.test(text)) return code(text);
  return new Intl.DisplayNames(settings.language, { type: 'region', style: 'short' }).of(text) ?? text;
}

/** A value of a fact in words. */
export function valueText(fact: Pick<Assessment, 'attribute' | 'form'>, value: string): string {
  if (fact.form === 'entity') return nameOf(value);
  if (fact.attribute === 'country') return countryName(value);
  return fact.form === 'category' ? code(value) : value;
}

/** A value that was replaced or speaks against another; a denial begins with "not". */
export function changedText(fact: Pick<Assessment, 'attribute' | 'form'>, value: string): string {
  if (!value.startsWith('not ')) return valueText(fact, value);
  return t('not {value}', { value: valueText(fact, value.slice(4)) });
}

/** Which of several values of its attribute a fact is about, without the other subject; empty when it has one. */
export function slotText({ attribute, slot }: Pick<Assessment, 'attribute' | 'slot'>): string {
  const { dimension, of, from, on, occasion } = slot;
  const kind = dimension && (attribute === 'nationality' ? countryName(dimension) : code(dimension));
  return [kind, of && groupText(of), daysText(from, on), occasion].filter(Boolean).join(', ');
}

function daysText(from: string | null, on: string | null): string {
  if (from && on) return `${day(from)} – ${day(on)}`;
  if (from) return t('from {day}', { day: day(from) });
  return on ? day(on) : '';
}

/** "nationality=KE;sex=women" as "Kenya, women". */
const groupText = (of: string): string => of.split(';').map((part) => {
  const [axis = '', value = ''] = part.split('=');
  if (value === 'unknown') return t('{axis} unknown', { axis: code(axis) });
  return axis === 'nationality' ? countryName(value) : code(value);
}).join(', ');
