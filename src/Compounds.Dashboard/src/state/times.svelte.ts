import type { Times } from '../core/subjects';
import { isDay } from '../core/time';
import { address, setQuery } from './address.svelte';

const dayOf = (name: string): string | null => (isDay(address.query[name]) ? address.query[name] : null);
const as = $derived(dayOf('as'));
const known = $derived(dayOf('known'));
const open = $derived(dayOf('public'));
const asked = $derived<Times>({ asOf: as, knownAt: known, publicBy: open });

/** The times of the screen, days in the address: when it held, what had been recorded by then, what was public. */
export const times = {
  /** The day looked at, or null for now. */
  get as(): string | null { return as; },
  /** The day up to which reports count, or null for all of them. */
  get known(): string | null { return known; },
  /** The day by which anyone could read it in public, or null for everything that may be seen. */
  get public(): string | null { return open; },
  get isNow(): boolean { return !as && !known && !open; },
  /** What to ask the server with; the same object until a time changes, so that nothing is read again without need. */
  get asked(): Times { return asked; },
};

export const backToNow = (): void => setQuery({ as: null, known: null, public: null });
