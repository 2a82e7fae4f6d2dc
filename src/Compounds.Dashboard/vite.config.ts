import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  // Nothing is inlined: the content security policy allows files of this origin only.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500, manifest: true },
  worker: { format: 'es' },
  server: { proxy: { '/v1': 'http://127.0.0.1:5080' } },
});
