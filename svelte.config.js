import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess({ script: true }),
  compilerOptions: {
    runes: true,
    // Clones of a <template> are born in its own document, and Chromium never lets go of a picture with a
    // `srcset` that came from there, nor of the post around it: a long feed would only grow. Elements that
    // are made in the page's document are its own from the beginning.
    fragments: 'tree',
    cssHash: ({ hash, filename, css }) => `s${hash(filename ?? css).slice(0, 4)}`,
  },
};
