import { untrack } from 'svelte';
import { highest, type Level } from '../core/tlp';

let marks = $state.raw<ReadonlyMap<symbol, readonly string[]>>(new Map());

/** The highest marking of what is on the screen now. */
export const marking = {
  get level(): Level { return highest([...marks.values()].flat()); },
};

/** Says what is shown, until the answer is called. */
export function shows(levels: readonly string[]): () => void {
  const key = Symbol();
  untrack(() => { marks = new Map(marks).set(key, levels); });
  return () => untrack(() => { const rest = new Map(marks); rest.delete(key); marks = rest; });
}
