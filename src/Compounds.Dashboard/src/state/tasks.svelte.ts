import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { askJson, send, type Schemas } from '../core/api';
import { readTab, writeTab } from '../core/tab';
import { attempt } from './asking.svelte';
import { session } from './session.svelte';
import { t } from './text.svelte';

/** Long work of this reader: what it is, how far it is as counts, and the way to it. */
export type Task = { key: string; title: string; who: string; what: string; startedAt: string; done: number; most: number; state: 'running' | 'completed' | 'cancelled' | 'failed'; href: string; cancel: (() => void) | null };
type Upload = { done: number; most: number; startedAt: string; state: Task['state'] };

const followedMilliseconds = 1_000;
const idleMilliseconds = 20_000;
const storeName = 'followed-tasks';
const uploadName = 'upload';

// Only ids are kept, so that the tray survives a reload of the page; what they are called stays on the server.
let followed = $state.raw<readonly string[]>(readTab<string[]>(storeName) ?? []);
const before = readTab<Upload>(uploadName);
// The browser sends a table itself, so a reload cuts it short; what had arrived is not taken in twice.
let upload = $state.raw<Upload | null>(before && before.state === 'running' ? { ...before, state: 'failed' } : null);

/** What the tray follows. */
export const tasks = {
  get followed() { return followed; },
  follow: (key: string): void => { if (!followed.includes(key)) { followed = [...followed, key]; writeTab(storeName, followed); } },
  drop: (key: string): void => {
    if (key === 'upload') tasks.upload(null);
    followed = followed.filter((each) => each !== key);
    writeTab(storeName, followed);
  },
  upload: (next: Upload | null): void => { upload = next; writeTab(uploadName, next); },
  /** When one signs out. */
  forget: (): void => { [followed, upload] = [[], null]; },
};

type Run = { state: Task['state']; done: number; most: number };

/** The tasks of this reader, read from the server as long as any of them runs. */
export function useTasks() {
  const client = useQueryClient();
  const found = createQuery<Task[]>(() => ({
    queryKey: ['scenarios', session.reader, 'tasks', followed], enabled: session.has('analyst', 'policy'), placeholderData: (last) => last,
    refetchInterval: (asked) => (asked.state.data?.some((task) => task.state === 'running') ? followedMilliseconds : idleMilliseconds),
    queryFn: async ({ signal }) => {
      const { items } = await askJson<Schemas['ScenarioPage']>('/v1/scenarios?limit=50', { signal });
      const wanted = items.filter((item) => item.state === 'running' || followed.includes(`scenario ${item.id}`));
      const scenarios = wanted.map(async (item): Promise<Task> => {
        const run = item.state === 'running' ? await runOf(`/v1/scenarios/${item.id}?hourly=false`, signal) : { state: item.state as Task['state'], done: 0, most: 0 };
        return { key: `scenario ${item.id}`, title: item.title, who: item.agency, what: '{n} of at most {m} blocks of samples simulated', startedAt: item.askedAt, ...run, href: `/simulate/${item.id}`, cancel: () => void cancel(`/v1/scenarios/${item.id}`) };
      });
      const fronts = followed.filter((key) => key.startsWith('front ')).map(async (key): Promise<Task | null> => {
        const id = key.slice('front '.length);
        const front = await askJson<Schemas['FrontBody']>(`/v1/fronts/${id}`, { signal }).catch(() => null);
        return front && { key, title: front.title, who: front.agency, what: '{n} of {m} sets tried', startedAt: front.askedAt, state: front.run.state, done: front.run.setsDone, most: front.run.setsAtMost, href: `/simulate/front/${id}`, cancel: () => void cancel(`/v1/fronts/${id}`) };
      });
      return (await Promise.all([...scenarios, ...fronts])).filter((task) => task !== null);
    },
  }));
  const runOf = async (path: string, signal: AbortSignal): Promise<Run> => {
    const { run } = await askJson<Schemas['ScenarioBody']>(path, { signal });
    return { state: run.state, done: run.blocksDone, most: run.blocksAtMost };
  };

  const cancel = (path: string) => attempt(async () => {
    await send(`${path}/cancel`, { method: 'POST' });
    await Promise.all(['scenarios', 'scenario', 'front'].map((name) => client.invalidateQueries({ queryKey: [name] })));
  });

  return {
    get list(): Task[] {
      const uploads: Task[] = upload ? [{ key: 'upload', title: t('Upload reports'), who: session.me?.agency ?? '', what: '{n} of {m} reports answered', ...upload, href: '/deliveries/upload', cancel: null }] : [];
      return [...uploads, ...(found.data ?? [])];
    },
  };
}
