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
