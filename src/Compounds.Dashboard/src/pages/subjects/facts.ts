import type { Assessment } from '../../core/subjects';

/** What tells one assessment of a subject from the others; the same for as long as the subject is shown. */
export const keyOf = ({ attribute, slot }: Assessment): string =>
  [attribute, slot.dimension, slot.of, slot.party, slot.from, slot.on, slot.occasion].filter(Boolean).join('|');

/** What must be seen first, then by the catalogue's order. */
const order = [
  'status', 'captives', 'headcount', 'operatedBy', 'suppliedBy', 'load', 'generatorPower', 'capacity', 'category',
  'crossingType', 'operatorType', 'controlledBy', 'location',
];
const rank = (fact: Assessment) => { const at = order.indexOf(fact.attribute); return at < 0 ? order.length : at; };

export const inOrder = (facts: readonly Assessment[]): Assessment[] =>
  facts.filter((fact) => fact.attribute !== 'alias').toSorted((a, b) => rank(a) - rank(b));
