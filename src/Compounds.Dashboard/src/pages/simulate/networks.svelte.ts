import { createQuery } from '@tanstack/svelte-query';
import { askJson } from '../../core/api';
import { query } from '../../core/subjects';
import { picture } from '../../state/picture.svelte';
import { session } from '../../state/session.svelte';
import { times } from '../../state/times.svelte';
import type { Network } from './scenario';

const freshMilliseconds = 60_000;

/** The network at the times of the screen; the live one is asked anew when the picture has changed. */
export const liveNetwork = () => createQuery<Network>(() => ({
  queryKey: ['network', session.reader, times.asked, times.isNow ? picture.changes[0]?.at : null], staleTime: freshMilliseconds, placeholderData: (before) => before,
  queryFn: ({ signal }) => askJson(`/v1/network${query(times.asked)}`, { signal }),
}));

/** A network that was compiled before, by its address; it never changes. */
export const networkOf = (hash: () => string | undefined) => createQuery<Network>(() => ({
  queryKey: ['network', session.reader, hash()], enabled: !!hash(), staleTime: Infinity, queryFn: ({ signal }) => askJson(`/v1/networks/${hash()}`, { signal }),
}));
