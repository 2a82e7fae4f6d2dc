import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Text from reports is data. It is never inserted as markup, so {@html} does not build. */
const noMarkupFromData = {
  name: 'no-markup-from-data',
  markup({ content, filename }) {
    if (/\{\s*@html/.test(content)) throw new Error(`${filename}: {@html} is not used here; text from reports is data.`);
  },
};

export default { preprocess: [noMarkupFromData, vitePreprocess()] };
