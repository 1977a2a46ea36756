import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Compresses the pages' files once, so that no server does it again for every reader. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  applyToEnvironment: (environment) => environment.name === 'client',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const bytes = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
    }
  },
});

// One build makes both halves: the pages (client) and the server with the pages' renderers (ssr).
export default defineConfig({
  plugins: [svelte(), precompressed()],
  builder: {
    async buildApp(builder) {
      for (const half of [builder.environments.client, builder.environments.ssr])
        if (half) await builder.build(half);
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
          treeshake: {
            // Pages take the fold and the types from shared/, never the schemas: without this, typebox comes along.
            // Nor do they take Svelte's custom elements, which no page has.
            moduleSideEffects: (id) =>
              !/\/node_modules\/(typebox|big\.js)\/|\/shared\/|\/svelte\/src\/(legacy|internal\/client\/dom\/elements\/custom-element)/.test(
                id,
              ),
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
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts', 'tests/laws/**/*.test.ts'] },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: { name: 'client', include: ['tests/client/**/*.test.ts'], environment: 'happy-dom' },
      },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
      { extends: true, test: { name: 'http', include: ['tests/http/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 90_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
