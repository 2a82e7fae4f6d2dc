import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { askJson, put, send, type Schemas } from '../core/api';
import { attempt } from './asking.svelte';
import { picture } from './picture.svelte';
import { session } from './session.svelte';
import { t } from './text.svelte';
import { say } from './toasts.svelte';

export type Watch = Schemas['WatchBody'];
export type Alert = Schemas['AlertBody'];
type Wanted = { subject?: string; area?: number[]; attribute?: string; atLeast?: number };

/** What this person watches and what there is to hear of it, with the ways to change both. */
export function useWatches() {
  const client = useQueryClient();
  const watches = createQuery<Watch[]>(() => ({ queryKey: ['watches', session.reader], queryFn: ({ signal }) => askJson('/v1/watches', { signal }) }));
  const alerts = createQuery<Alert[]>(() => ({
    // A change of the picture may have raised one.
    queryKey: ['alerts', session.reader, picture.changes[0]?.at],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => askJson('/v1/alerts', { signal }),
  }));
  const again = () => Promise.all([client.invalidateQueries({ queryKey: ['watches'] }), client.invalidateQueries({ queryKey: ['alerts'] })]);

  const change = (work: () => Promise<unknown>, text: string, undo?: () => Promise<unknown>): Promise<boolean> => attempt(async () => {
    await work();
    await again();
    if (text) say(text, undo && (async () => { await change(undo, t('Undone.')); }));
  });

  const path = (id: string, part = '') => `/v1/watches/${encodeURIComponent(id)}${part}`;
  const add = (wanted: Wanted, id: string) => () => send(path(id), put(wanted));
  const drop = (id: string) => () => send(path(id), { method: 'DELETE' });
  const wantedOf = (watch: Watch): Wanted => ({ subject: watch.subject ?? undefined, area: watch.area ?? undefined, attribute: watch.attribute ?? undefined, atLeast: watch.atLeast ?? undefined });

  return {
    watches, alerts,
    get unread() { return (alerts.data ?? []).filter((alert) => !alert.isRead).length; },
    of: (subject: string) => watches.data?.find((watch) => watch.subject === subject && !watch.attribute),
    watch: (wanted: Wanted, name: string) => {
      const id = crypto.randomUUID();
      return change(add(wanted, id), t('You hear of {name} from now on.', { name }), drop(id));
    },
    unwatch: (watch: Watch, name: string) => change(drop(watch.id), t('You no longer watch {name}.', { name }), add(wantedOf(watch), watch.id)),
    mute: (watch: Watch, isMuted: boolean) => change(() => send(path(watch.id, '/muted'), put({ isMuted })), isMuted ? t('Muted.') : t('Heard again.'), () => send(path(watch.id, '/muted'), put({ isMuted: !isMuted }))),
    read: (ids: string[]) => change(() => send('/v1/alerts/read', { ...put({ alerts: ids }), method: 'POST' }), ''),
  };
}
