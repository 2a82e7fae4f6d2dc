// Keeps the shell, the fonts and the base map, so that the page opens without a line. Nothing of the API is ever kept: what one reader
// may see must not lie on a machine that another uses.
const name = 'compounds-shell-1';
const isKept = (path) => /^\/(assets|data)\//.test(path) || path === '/icon.svg';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (isKept(pathname)) event.respondWith(keptFirst(request));
  else if (request.mode === 'navigate') event.respondWith(lineFirst(request));
});

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
    if (answer.ok && answer.headers.get('Content-Type')?.startsWith('text/html')) await cache.put('/', answer.clone());
    return answer;
  } catch (failure) {
    const kept = await cache.match('/');
    if (!kept) throw failure;
    return kept;
  }
}
