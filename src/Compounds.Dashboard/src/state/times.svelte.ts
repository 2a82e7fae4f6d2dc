import type { Times } from '../core/subjects';
import { endOfDay, isDay } from '../core/time';
import { address } from './address.svelte';

const as = $derived(isDay(address.query.as) ? address.query.as : null);
const known = $derived(isDay(address.query.known) ? address.query.known : null);
const asked = $derived<Times>({ asOf: as && endOfDay(as), knownAt: known && endOfDay(known) });

/** The two times of the screen: when it held in the world, and what had been recorded by then. Both are in the address. */
export const times = {
  /** The day looked at, or null for now. */
  get as(): string | null { return as; },
  /** The day up to which reports count, or null for all of them. */
  get known(): string | null { return known; },
  get isNow(): boolean { return !as && !known; },
  /** What to ask the server with; the same object until one of the times changes, so that another change of the address reads nothing anew. */
  get asked(): Times { return asked; },
};
