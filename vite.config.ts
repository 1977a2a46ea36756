import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// One build makes both halves: the pages (client) and the server with the pages' renderers (ssr).
export default defineConfig({
  plugins: [svelte()],
  builder: {
    async buildApp(builder) {
      await builder.build(builder.environments.client);
      await builder.build(builder.environments.ssr);
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: { viewer: 'client/viewer/main.ts', enter: 'client/enter/main.ts' } },
      },
    },
    ssr: {
      resolve: { noExternal: ['svelte', 'clsx', 'devalue', 'esm-env'] },
      build: {
        outDir: 'dist/server',
        ssr: true,
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: {
            main: 'server/main.ts',
            demo: 'server/demo/main.ts',
            invite: 'server/cli/invite.ts',
            verify: 'server/cli/verify.ts',
            export: 'server/cli/export.ts',
            import: 'server/cli/import.ts',
            'viewer-page': 'client/viewer/render.ts',
            'enter-page': 'client/enter/render.ts',
          },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
  },
});
