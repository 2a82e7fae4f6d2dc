import { untrack } from 'svelte';
import { settings } from './settings.svelte';

/** Something that can be done, by key, by palette and by a control that is seen. */
export type Command = { label: string; keys?: string; group: string; run: () => void };

let commands = $state.raw<Command[]>([]);
let typed = '';
let typedAt = 0;

export const known = { get commands(): readonly Command[] { return commands; } };

/** Offers commands until the answer is called; later offers go before earlier ones with the same keys. */
export function offer(offered: Command[]): () => void {
  untrack(() => { commands = [...offered, ...commands]; });
  return () => untrack(() => { commands = commands.filter((command) => !offered.includes(command)); });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && /^(checkbox|radio|range|button)$/.test(target.type));

/** Enter on a button or a link presses it, whatever else Enter does on the page. */
const isPressing = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && event.target instanceof Element && event.target.closest('button, a[href], summary, [role=button], [role=option]') !== null;

const nameOf = (event: KeyboardEvent): string =>
  `${event.ctrlKey || event.metaKey ? 'Ctrl ' : ''}${event.key.length > 1 && event.shiftKey ? 'Shift ' : ''}${event.key.length === 1 ? event.key.toUpperCase() : event.key}`;

/** Runs the command of a key. Two keys one after the other, such as G M, are one name. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || isPressing(event)) return;
  const name = nameOf(event);
  const isSingle = !name.startsWith('Ctrl ') && name !== 'Escape';
  if (isSingle && (!settings.hasKeys || isTyping(event.target) || document.querySelector('[role=dialog]'))) return;
  if (name === 'Ctrl Z' && isTyping(event.target)) return;
  const now = performance.now();
  const pair = now - typedAt < 900 ? `${typed} ${name}` : name;
  const command = commands.find((each) => each.keys === pair) ?? commands.find((each) => each.keys === name && !(isStart(name) && pair === name));
  [typed, typedAt] = [command ? '' : name, now];
  if (!command) return;
  event.preventDefault();
  command.run();
}

const isStart = (name: string): boolean => commands.some((command) => command.keys?.startsWith(`${name} `));
