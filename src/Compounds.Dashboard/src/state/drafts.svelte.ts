import { readTab, writeTab } from '../core/tab';

/** A table that waits for the line to come back. Kept in memory only: it may hold what must not lie on this machine. */
export type Draft = { name: string; table: string };

let waiting = $state.raw<Draft[]>([]);

export const drafts = { get waiting(): readonly Draft[] { return waiting; } };

export function keepDraft(draft: Draft): void {
  waiting = [...waiting, draft];
}

export function takeDrafts(): Draft[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

const typedPrefix = 'typed ';

/**
 * What was typed into a form and not sent yet. It outlives a refusal and a reload of this tab, and ends with the tab, at signing out, or
 * when it is sent. To be called while a component is set up.
 */
export function typed<T extends object>(name: string, empty: T): { value: T; clear: () => void } {
  let value = $state<T>({ ...structuredClone(empty), ...readTab<T>(typedPrefix + name) });
  let isSent = false;
  $effect(() => {
    const now = $state.snapshot(value);
    if (!isSent && JSON.stringify(now) !== JSON.stringify(empty)) writeTab(typedPrefix + name, now);
    isSent = false;
  });
  return {
    get value() { return value; },
    set value(next: T) { value = next; },
    clear() {
      writeTab(typedPrefix + name, null);
      isSent = true;
      value = structuredClone(empty);
    },
  };
}
