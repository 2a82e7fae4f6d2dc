/** What opens over the page, loaded when first asked for. */
export { default as Palette } from './Palette.svelte';
export { default as Help } from './Help.svelte';
