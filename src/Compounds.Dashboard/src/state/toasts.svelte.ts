export type Toast = { id: number; text: string; undo?: () => void | Promise<void>; isProblem: boolean };

const shownMilliseconds = 10_000;
let toasts = $state<Toast[]>([]);
let next = 1;

/** Short messages at the edge of the screen; the newest that can be undone is undone by Ctrl Z. */
export const shown = { get toasts(): readonly Toast[] { return toasts; } };

export function say(text: string, undo?: Toast['undo'], isProblem = false): void {
  const toast: Toast = { id: next++, text, undo, isProblem };
  toasts = [...toasts.slice(-3), toast];
  setTimeout(() => dismiss(toast.id), shownMilliseconds);
}

export const complain = (text: string): void => say(text, undefined, true);

export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
}

export async function undoLast(): Promise<boolean> {
  const toast = toasts.findLast((each) => each.undo);
  if (!toast) return false;
  dismiss(toast.id);
  await toast.undo!();
  return true;
}
