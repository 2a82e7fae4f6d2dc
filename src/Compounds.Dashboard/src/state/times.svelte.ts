import type { Times } from '../core/subjects';
import { endOfDay, isDay } from '../core/time';
import { address } from './address.svelte';

// Derived, so that a page asks again when a time changes and not whenever any other part of the address does, as it does with each move of the map.
const as = $derived(isDay(address.query.as) ? address.query.as : null);
const known = $derived(isDay(address.query.known) ? address.query.known : null);

/** The two times of the screen: when it held in the world, and what had been recorded by then. Both are in the address. */
export const times = {
  /** The day looked at, or null for now. */
  get as(): string | null { return as; },
  /** The day up to which reports count, or null for all of them. */
  get known(): string | null { return known; },
  get isNow(): boolean { return !times.as && !times.known; },
  get asked(): Times { return { asOf: times.as && endOfDay(times.as), knownAt: times.known && endOfDay(times.known) }; },
};
