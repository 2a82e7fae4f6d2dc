import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { askJson, put, send, type Schemas } from '../core/api';
import { attempt } from './asking.svelte';
import { session } from './session.svelte';
import { t } from './text.svelte';
import { say } from './toasts.svelte';

export type View = Schemas['ViewBody'];
type Wanted = { name: string; page: string; query: string; isTeam: boolean };

/** The saved views of this person and of the team, with the ways to change both. The server keeps them. */
export function useViews() {
  const client = useQueryClient();
  const views = createQuery<View[]>(() => ({ queryKey: ['views', session.reader, session.me?.member], queryFn: ({ signal }) => askJson('/v1/views', { signal }) }));

  const change = (work: () => Promise<unknown>, text: string, undo?: () => Promise<unknown>): Promise<boolean> => attempt(async () => {
    await work();
    await client.invalidateQueries({ queryKey: ['views'] });
    say(text, undo && (async () => { await change(undo, t('Undone.')); }));
  });

  const path = (id: string) => `/v1/views/${encodeURIComponent(id)}`;
  const keep = (id: string, { name, page, query, isTeam }: Wanted) => () => send(path(id), put({ name, page, query, isTeam }));
  const drop = (id: string) => () => send(path(id), { method: 'DELETE' });

  return {
    of: (page: string): View[] => (views.data ?? []).filter((view) => view.page === page),
    find: (id: string | undefined): View | undefined => views.data?.find((view) => view.id === id),
    add: (id: string, wanted: Wanted) => change(keep(id, wanted), t('Saved the view {name}.', { name: wanted.name }), drop(id)),
    update: (view: View, query: string) => change(keep(view.id, { ...view, query }), t('Saved the view {name}.', { name: view.name }), keep(view.id, view)),
    share: (view: View, isTeam: boolean) => change(keep(view.id, { ...view, isTeam }), isTeam ? t('Your team sees {name} now.', { name: view.name }) : t('{name} is yours alone now.', { name: view.name }), keep(view.id, view)),
    remove: (view: View) => change(drop(view.id), t('Removed the view {name}.', { name: view.name }), keep(view.id, view)),
  };
}
