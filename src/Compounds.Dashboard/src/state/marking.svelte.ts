import { untrack } from 'svelte';
import { highest, isLevel, levelOf, type Level } from '../core/tlp';
import { session } from './session.svelte';

let marks = $state.raw<ReadonlyMap<symbol, readonly string[] | null>>(new Map());

/** The highest marking of what is on the screen now; while that is not known, the highest that this reader may see. */
export const marking = {
  /** Whether every part of the screen has told its markings. */
  get isKnown(): boolean { return marks.size > 0 && [...marks.values()].every((levels) => levels?.every(isLevel)); },
  get level(): Level {
    const told = [...marks.values()].flatMap((levels) => levels ?? []);
    return marking.isKnown ? highest(told) : levelOf(session.me?.clearance ?? 'RED');
  },
};

/** Says what is shown, until the answer is called: null while it is not known, empty for what is marked nowhere. */
export function shows(levels: readonly string[] | null): () => void {
  const key = Symbol();
  untrack(() => { marks = new Map(marks).set(key, levels); });
  return () => untrack(() => { const rest = new Map(marks); rest.delete(key); marks = rest; });
}
