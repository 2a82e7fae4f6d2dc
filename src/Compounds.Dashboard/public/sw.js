// Keeps the shell, the fonts and the base map, so that the page opens without a line. Nothing of the API is ever kept: what one reader
// may see must not lie on a machine that another uses.
const name = 'compounds-shell-1';
const isKept = (path) => (/^\/(assets|data)\//.test(path) && path !== '/data/offline.json') || path === '/icon.svg';

// What the first page needed was loaded before this worker was there; it tells its names and they are kept too.
self.addEventListener('message', ({ data }) => { if (data?.kind === 'keep') void keep(data.paths); });
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (isKept(pathname)) event.respondWith(keptFirst(request));
  else if (request.mode === 'navigate') event.respondWith(lineFirst(request));
});

async function keep(paths) {
  const cache = await caches.open(name);
  for (const path of ['/', ...paths.filter(isKept)]) {
    if (path !== '/' && await cache.match(path)) continue;
    const answer = await fetch(path).catch(() => null);
    if (answer?.ok) await cache.put(path, answer);
  }
}

async function keptFirst(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

// Every page of the application is the same document.
async function lineFirst(request) {
  const cache = await caches.open(name);
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get('Content-Type')?.startsWith('text/html')) await renew(cache, answer.clone());
    return answer;
  } catch (failure) {
    const kept = await cache.match('/');
    if (!kept) throw failure;
    return kept;
  }
}

// Another document is another release: what the one before needed is let go, and kept again as it is needed.
async function renew(cache, answer) {
  const text = await answer.clone().text();
  const kept = await cache.match('/');
  if (kept && await kept.text() !== text) {
    for (const request of await cache.keys()) if (new URL(request.url).pathname.startsWith('/assets/')) await cache.delete(request);
  }
  await cache.put('/', answer);
}
