/** Orders of lists of thousands: each is asked some hundred thousand times for one. */
const collator = new Intl.Collator();

/** Names as a dictionary has them. */
export const byName = (a: { name: string }, b: { name: string }): number => collator.compare(a.name, b.name);

/** Codes, ids and dates, which no dictionary is needed for. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
