import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** bits-ui writes one style into its markup, which the content security policy forbids: a class says the same. */
const withoutInlineStyles: Plugin = {
  name: 'without-inline-styles',
  enforce: 'pre',
  transform: (code, id) => /bits-ui.*\.svelte$/.test(id) ? code.replaceAll('style="display: contents;"', 'class="contents"') : null,
};

export default defineConfig({
  plugins: [withoutInlineStyles, svelte()],
  // Nothing is inlined: the content security policy allows files of this origin only.
  build: {
    target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1500, manifest: true,
    // What several pages share is one file: a browser asks for six at a time, and a dozen of 1 kB each waited behind the lists of the picture.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', test: /src\/(core|state|ui)\//, minShareCount: 2 }] } } },
  },
  worker: { format: 'es' },
  server: { proxy: { '/v1': 'http://127.0.0.1:5080' } },
});
