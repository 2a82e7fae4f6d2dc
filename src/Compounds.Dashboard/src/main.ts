import './fonts.css';
import './styles.css';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app')! });

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  void navigator.serviceWorker.ready.then(async ({ active }) => {
    // What was loaded before the worker was there, and what the other pages need.
    const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname);
    const others = await fetch('/data/offline.json').then((answer) => answer.json() as Promise<string[]>, () => []);
    active?.postMessage({ kind: 'keep', paths: [...loaded, ...others] });
  });
}
