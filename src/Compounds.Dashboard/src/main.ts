import './fonts.css';
import './styles.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { routeOf } from './routes';

// Asked for at once, beside the question who is signed in.
routeOf(location.pathname).route?.load().catch(() => undefined);
mount(App, { target: document.getElementById('app')! });

/** The page comes first: what is kept for a day without a line is fetched once it stands. */
const keepMilliseconds = 4_000;

if ('serviceWorker' in navigator && import.meta.env.PROD) setTimeout(() => void keepForOffline(), keepMilliseconds);

async function keepForOffline(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  const { active } = await navigator.serviceWorker.ready;
  // What was loaded before the worker was there, and what the other pages need.
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
  const others = await fetch('/data/offline.json').then((answer) => answer.json() as Promise<string[]>, () => []);
  active?.postMessage({ kind: 'keep', paths: [...loaded, ...others] });
}
