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

function readTyped<T>(name: string): T | null {
  try { return JSON.parse(sessionStorage.getItem(typedPrefix + name) ?? 'null') as T | null; } catch { return null; }
}

/**
 * What was typed into a form and not sent yet. It outlives a refusal and a reload of this tab, and ends with the tab, at signing out, or
 * when it is sent. To be called while a component is set up.
 */
export function typed<T extends object>(name: string, empty: T): { value: T; clear: () => void } {
  let value = $state<T>({ ...structuredClone(empty), ...readTyped<T>(name) });
  let isSent = false;
  $effect(() => {
    const text = JSON.stringify($state.snapshot(value));
    try { if (!isSent && text !== JSON.stringify(empty)) sessionStorage.setItem(typedPrefix + name, text); } catch { /* Without storage it lasts as long as the page. */ }
    isSent = false;
  });
  return {
    get value() { return value; },
    set value(next: T) { value = next; },
    clear() {
      try { sessionStorage.removeItem(typedPrefix + name); } catch { /* Nothing is there. */ }
      isSent = true;
      value = structuredClone(empty);
    },
  };
}

/** Forgets everything that was typed, when one signs out. */
export function forgetTyped(): void {
  try { for (const key of Object.keys(sessionStorage)) if (key.startsWith(typedPrefix)) sessionStorage.removeItem(key); } catch { /* Nothing is there. */ }
}
