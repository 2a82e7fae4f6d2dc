import './fonts.css';
import './styles.css';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app')! });

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  // What was loaded before the worker was there, told once it is.
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({
    kind: 'keep', paths: performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
  }));
}
