import { createQuery } from '@tanstack/svelte-query';
import { askJson, type Schemas } from '../core/api';
import { session } from './session.svelte';

const askedMilliseconds = 60_000;

/** The policy actions in which others wait for this member. The server says which. */
export function useWaiting() {
  const waiting = createQuery(() => ({
    queryKey: ['actions', 'waiting', session.reader, session.me?.member],
    enabled: session.has('policy', 'partner') && !!session.me?.member,
    refetchInterval: askedMilliseconds,
    queryFn: ({ signal }) => askJson<Schemas['PolicyActionPage']>('/v1/policy-actions?waiting=true&limit=100', { signal }),
  }));
  return {
    waiting,
    get count() { return waiting.data?.items.length ?? 0; },
  };
}
