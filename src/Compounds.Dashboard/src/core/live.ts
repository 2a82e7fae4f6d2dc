/** The live stream: one connection a browser, shared by its pages, resumed where it broke. */
export type LiveState = 'live' | 'reconnecting' | 'offline';
export type LiveEvent = { id: string; card: unknown };
type Heard =
  | { kind: 'card'; id: string; json: string }
  | { kind: 'reset'; id: string }
  | { kind: 'state'; state: LiveState; at: number }
  | { kind: 'ask' };

const beatMilliseconds = 15_000;
const patienceMilliseconds = 2 * beatMilliseconds + 5_000;
const retryMilliseconds = 1_500;

/**
 * Listens until stopped. The page that holds the lock has the connection and tells the others; when it closes, another takes over from the
 * last event it heard of.
 */
export function listen(
  reader: string, onCard: (event: LiveEvent) => void, onReset: () => void, onState: (state: LiveState, heardAt: number) => void,
  onRefused: () => void,
): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`compounds-live ${reader}`) : null;
  const stop = new AbortController();
  let last = '';
  let state: LiveState = navigator.onLine ? 'reconnecting' : 'offline';
  let heardAt = lastHeard();
  let isLeader = false;

  const tell = (next: LiveState) => {
    state = next;
    if (next === 'live') keepHeard(heardAt = Date.now());
    onState(state, heardAt);
    if (isLeader) channel?.postMessage({ kind: 'state', state, at: heardAt } satisfies Heard);
  };

  channel?.addEventListener('message', ({ data }: MessageEvent<Heard>) => {
    if (data.kind === 'card') {
      last = data.id;
      onCard({ id: data.id, card: JSON.parse(data.json) });
    } else if (data.kind === 'reset') {
      last = data.id;
      onReset();
    } else if (data.kind === 'state') {
      (state = data.state), (heardAt = data.at);
      onState(state, heardAt);
    } else if (isLeader) tell(state);
  });
  channel?.postMessage({ kind: 'ask' } satisfies Heard);
  onState(state, heardAt);
  addEventListener('offline', () => { if (isLeader) tell('offline'); }, { signal: stop.signal });

  const lead = () => new Promise<void>((resolve) => {
    isLeader = true;
    const open = () => connect(() => last, (id, json) => {
      last = id;
      tell('live');
      channel?.postMessage({ kind: 'card', id, json } satisfies Heard);
      onCard({ id, card: JSON.parse(json) });
    }, (id) => {
      last = id;
      tell('live');
      channel?.postMessage({ kind: 'reset', id } satisfies Heard);
      onReset();
    }, (id) => { if (id) last = id; tell('live'); }, () => tell(navigator.onLine ? 'reconnecting' : 'offline'), onRefused);
    let close = open();
    // The line is back: not to wait until the browser or the server finds that the old one is dead.
    addEventListener('online', () => { close(); close = open(); }, { signal: stop.signal });
    stop.signal.addEventListener('abort', () => { close(); isLeader = false; resolve(); });
  });

  if (navigator.locks) void navigator.locks.request(`compounds-live ${reader}`, { signal: stop.signal }, lead).catch(() => undefined);
  else void lead();
  return () => { stop.abort(); channel?.close(); };
}

/** When a page of this browser last heard of the server: the time of the last data, also after a reload without a line. */
const heardName = 'heard-at';
const keepMilliseconds = 5_000;
let keptAt = 0;

function lastHeard(): number {
  try { return Number(localStorage.getItem(heardName) ?? 0); } catch { return 0; }
}

function keepHeard(at: number): void {
  if (at - keptAt < keepMilliseconds) return;
  keptAt = at;
  try { localStorage.setItem(heardName, String(at)); } catch { /* The time is then told for as long as the page lives. */ }
}

function connect(
  last: () => string, onCard: (id: string, json: string) => void, onReset: (id: string) => void, onBeat: (id: string) => void,
  onLost: () => void, onRefused: () => void,
): () => void {
  let source: EventSource | null = null;
  let watch = 0;
  let isClosed = false;

  const again = () => { if (!isClosed) { source?.close(); watch = window.setTimeout(open, retryMilliseconds); } };
  const heard = () => { clearTimeout(watch); watch = window.setTimeout(() => { onLost(); again(); }, patienceMilliseconds); };

  function open() {
    source = new EventSource(`/v1/live${last() && `?after=${encodeURIComponent(last())}`}`);
    source.addEventListener('hello', (event) => { heard(); onBeat(event.lastEventId); });
    source.addEventListener('beat', () => { heard(); onBeat(''); });
    source.addEventListener('card', (event) => { heard(); onCard(event.lastEventId, event.data as string); });
    // Changes may be missing: after a restart of the server, or when the page was away for too long.
    source.addEventListener('reset', (event) => { heard(); onReset(event.lastEventId); });
    // The browser reconnects by itself after a broken line, but gives up after a refusal; then we ask again with the last id.
    source.addEventListener('error', () => { onLost(); if (source?.readyState === EventSource.CLOSED) { clearTimeout(watch); onRefused(); again(); } });
    heard();
  }

  open();
  return () => { isClosed = true; clearTimeout(watch); source?.close(); };
}
