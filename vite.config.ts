import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { EnvironmentOptions, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { FLOOR, floorStyle, SCRIPT_FLOOR } from './client/build/floor.ts';
import { guarded } from './client/build/guard.ts';
import { privateNames } from './client/build/private-names.ts';
import { tighter } from './client/build/tighter.ts';

/** Compresses the pages' files once, so that no server does it again for every reader. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const bytes = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
    }
  },
});

/** What answers questions about the modules of a build. */
interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** What becomes a chunk of its own. */
interface ChunkGroup {
  readonly name: string | ((id: string, modules: Modules) => string | null);
  readonly test?: RegExp;
  readonly minShareCount?: number;
  readonly priority?: number;
}

/**
 * One chunk for all that a page needs at once, whatever its later parts share with it: small chunks
 * cost requests, and compress badly.
 */
function atOnce(entry: string): ChunkGroup {
  const needed = new Set<string>();
  const need = (id: string, modules: Modules): void => {
    if (needed.has(id)) return;
    needed.add(id);
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) need(imported, modules);
  };
  return {
    name(id, modules) {
      if (needed.size === 0) need(join(import.meta.dirname, entry), modules);
      return needed.has(id) ? 'page' : null;
    },
  };
}

/** What more than one chunk needs is one chunk; but the words of all pages come with those that say them. */
const SHARED: readonly ChunkGroup[] = [
  {
    name: 'words',
    test: /client.(i18n|ui).(zh|words|times|numbers|reader|Icon|Mark)/,
    minShareCount: 2,
    priority: 2,
  },
  // The page of screens has it at once, and its scenes by what they share with other pages: in that page's own chunk,
  // everybody would load that page.
  { name: 'shared', test: /client.coverage.places/, priority: 3 },
  // What several scenes share rests on what the page of screens has at once: it is theirs, and no other page's.
  { name: 'hall', test: /client.screen./, minShareCount: 2, priority: 3 },
  { name: 'shared', minShareCount: 2, priority: 1 },
];
const VIEWER = 'client/viewer/main.ts';
const EMBED = 'client/embed/main.ts';
const ORGANISER = 'client/organiser/main.ts';

/** What is left out of pages. */
const WITHOUT_SCHEMAS = {
  // Spreading a schema's members runs nothing: without this, typebox comes along with them.
  propertyReadSideEffects: false as const,
  // Pages take the fold and the types from shared/, never the schemas: without this, typebox comes along.
  // Nor do they take Svelte's custom elements, which no page has.
  moduleSideEffects: (id: string) =>
    !/\/node_modules\/(typebox|big\.js)\/|\/shared\/|\/svelte\/src\/(legacy|internal\/client\/dom\/elements\/custom-element)|\/leaflet\/src\/(core\/Browser|dom\/DomEvent\.Pointer|layer\/vector\/SVG\.VML)|\/engine\.io-client\/build\/esm\/transports\/polling/.test(
      id,
    ),
  manualPureFunctions: ['Type', 'exactly', 'plainText', 'kind'],
};

/** Pages that may share their parts with each other; `manifest` names the list of their files. */
const pagesOf = (
  manifest: string,
  input: Readonly<Record<string, string>>,
  groups: readonly ChunkGroup[],
): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    target: SCRIPT_FLOOR,
    cssTarget: FLOOR,
    outDir: 'dist/client',
    emptyOutDir: manifest === 'manifest',
    manifest: `.vite/${manifest}.json`,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { ...input },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [...groups] } },
      treeshake: WITHOUT_SCHEMAS,
    },
  },
});

// One build makes it all: the pages (client for everybody, roles) and the server with the pages' renderers (ssr).
export default defineConfig({
  css: { postcss: { plugins: [floorStyle] } },
  plugins: [svelte(), privateNames(), tighter(), guarded(), precompressed()],
  builder: {
    async buildApp(builder) {
      const { client, roles, organiser, embed, archive, ssr } = builder.environments;
      // The first one empties the folder.
      for (const part of [client, roles, organiser, embed, archive, ssr]) if (part) await builder.build(part);
    },
  },
  environments: {
    // A viewer's page must not carry what only the pages of roles use, as it would if they shared chunks.
    client: pagesOf('manifest', { viewer: VIEWER }, [atOnce(VIEWER)]),
    roles: pagesOf(
      'roles',
      {
        enter: 'client/enter/main.ts',
        judge: 'client/judge/main.ts',
        'offline-sw': 'client/live/service-worker.ts',
        desk: 'client/desk/main.ts',
        'push-sw': 'client/viewer/push/push-worker.ts',
        screen: 'client/screen/main.ts',
        remote: 'client/remote/main.ts',
        'embed-code': 'client/embed-code/main.ts',
        tours: 'client/tours/main.ts',
        house: 'client/house/main.ts',
      },
      SHARED,
    ),
    // Its places come when they are opened: what several of them share is theirs, and no judge's.
    organiser: pagesOf('organiser', { organiser: ORGANISER }, [
      atOnce(ORGANISER),
      { name: 'places', minShareCount: 2 },
    ]),
    // Whoever reads an embed has read nothing else of this site.
    embed: pagesOf('embed', { embed: EMBED, 'embed-loader': 'client/embed/loader.ts' }, [atOnce(EMBED)]),
    // Opened from a disk, a page may load neither modules nor JSON: one plain script, one style sheet.
    archive: {
      consumer: 'client',
      build: {
        target: SCRIPT_FLOOR,
        cssTarget: FLOOR,
        outDir: 'dist/archive',
        emptyOutDir: true,
        copyPublicDir: false,
        assetsInlineLimit: 0,
        cssCodeSplit: false,
        modulePreload: false,
        rolldownOptions: {
          input: { archive: 'client/archive/main.ts' },
          output: {
            format: 'iife',
            codeSplitting: false,
            entryFileNames: 'archive.js',
            assetFileNames: 'archive[extname]',
          },
          treeshake: WITHOUT_SCHEMAS,
        },
      },
    },
    ssr: {
      resolve: { noExternal: ['svelte', 'clsx', 'devalue', 'esm-env', 'typebox', 'big.js'] },
      build: {
        outDir: 'dist/server',
        ssr: true,
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: {
            main: 'server/main.ts',
            'media-child': 'server/media/making/child.ts',
            demo: 'server/demo/main.ts',
            invite: 'server/cli/invite.ts',
            verify: 'server/cli/verify.ts',
            export: 'server/cli/export.ts',
            import: 'server/cli/import.ts',
            restore: 'server/cli/restore.ts',
            archive: 'server/cli/archive.ts',
            recompute: 'server/cli/recompute.ts',
            'card-worker': 'server/cards/worker.ts',
            'viewer-page': 'client/viewer/render.ts',
            'enter-page': 'client/enter/render.ts',
            'tours-page': 'client/tours/render.ts',
            'embed-page': 'client/embed/render.ts',
            'archive-page': 'client/archive/render.ts',
          },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
  },
  test: {
    // Each test of these starts servers of its own; two cores carry two files at a time.
    maxWorkers: 2,
    // Only what hangs is to be ended: a busy machine may take its time.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // One second, as it is by itself, is not enough for a page on a busy machine.
    expect: { poll: { timeout: 30_000, interval: 50 } },
    // Files one after another in the same process share what they import: reading the server anew for each
    // took longer than its tests. So a file leaves no clock, no global and no environment behind it changed.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        // It compiles the whole project twice, beside everything else.
        test: { name: 'house', include: ['tests/house/**/*.test.ts'], testTimeout: 300_000 },
      },
      {
        extends: true,
        // Whole histories, told twice.
        test: { name: 'laws', include: ['tests/laws/**/*.test.ts'], testTimeout: 180_000 },
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
          testTimeout: 180_000,
          // They wait more than they compute: for processes that end, time limits, locks that run out.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          testTimeout: 180_000,
          // After all others: two generations of browsers at once are too much for two cores.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
