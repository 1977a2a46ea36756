import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

// One build makes both halves: the pages (client) and the server with the pages' renderers (ssr).
export default defineConfig({
  plugins: [svelte()],
  builder: {
    async buildApp(builder) {
      for (const half of [builder.environments.client, builder.environments.ssr]) if (half) await builder.build(half);
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: { viewer: 'client/viewer/main.ts', enter: 'client/enter/main.ts' },
          // Pages take the fold and the types from shared/, never the schemas: without this, typebox comes along.
          treeshake: {
            moduleSideEffects: (id) => !/\/node_modules\/(typebox|big\.js)\/|\/shared\//.test(id),
            manualPureFunctions: ['Type', 'exactly', 'plainText', 'kind'],
          },
        },
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
  test: {
    // Each test of these starts servers of its own; two cores carry two files at a time.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts', 'tests/laws/**/*.test.ts'] } },
      { extends: true, plugins: [svelteTesting()], test: { name: 'client', include: ['tests/client/**/*.test.ts'], environment: 'happy-dom' } },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
      { extends: true, test: { name: 'http', include: ['tests/http/**/*.test.ts'] } },
      { extends: true, test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], testTimeout: 90_000, fileParallelism: false } },
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 90_000, fileParallelism: false } },
    ],
  },
});
