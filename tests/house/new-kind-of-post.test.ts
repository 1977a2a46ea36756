import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * A new kind of post touches five places: its file, its component, its test, and a line in each of two registries.
 * It is added to a copy of the project, where the compiler and the kind's own test say whether anything else is missing.
 */
const ROOT = resolve(import.meta.dirname, '../..');
const COPIED = [
  ...['shared', 'server', 'client', 'tests'],
  ...['package.json', 'tsconfig.json', 'vite.config.ts', 'svelte.config.js'],
];

const ITS_FILE = 'shared/tour/posts/post-recipe.ts';
const ITS_COMPONENT = 'client/viewer/post/kinds/RecipePost.svelte';
const ITS_TEST = 'tests/client/recipe-post.test.ts';
const NEW_FILES: Readonly<Record<string, string>> = {
  [ITS_FILE]: `
    import { type Static, Type } from 'typebox';
    import { exactly, plainText } from '../../schema.ts';
    export const Recipe = exactly({ kind: Type.Literal('recipe'), dish: plainText(60, 1), serves: plainText(20, 1) });
    export type Recipe = Static<typeof Recipe>;
    export const recipeText = ({ dish, serves }: Recipe): string => \`\${dish}（\${serves}）\`;
  `,
  [ITS_COMPONENT]: `
    <script lang="ts">
      import type { KindProps } from './kind-props.ts';
      let { post, whatId }: KindProps = $props();
      const recipe = $derived(post.feature?.kind === 'recipe' ? post.feature : undefined);
    </script>
    {#if recipe}<p id={whatId}><b>{recipe.dish}</b> <span>{recipe.serves}</span></p>{/if}
  `,
  [ITS_TEST]: `
    import { render, screen } from '@testing-library/svelte';
    import { Check } from 'typebox/value';
    import { expect, test, vi } from 'vitest';
    import { TourStore } from '../../client/live/tour-store.svelte.ts';
    import { contentOf } from '../../server/syndication/content.ts';
    import { evolvePublic } from '../../shared/tour/fold.ts';
    import { valueAt } from '../../shared/tour/keyed.ts';
    import { type Feature, featureText, kindOf } from '../../shared/tour/posts/post-kinds.ts';
    import { PublishPost } from '../../shared/tour/posts/posts.ts';
    import { newsSteps } from '../support/history-news.ts';
    import { seeded } from '../support/seeded.ts';
    import { editor, onTour } from '../unit/decide/scenario.ts';
    import Reading from './Reading.svelte';
    import { NOW, snapshot } from './sample.ts';

    const feature: Feature = { kind: 'recipe', dish: '竹溪蒸盆', serves: '八人份' };
    const command: PublishPost = { type: 'publishPost', postId: 'recipe-01', text: '', pictures: [], feature };

    test('a recipe is taken, decided, folded, read on the page and in feeds', () => {
      expect(Check(PublishPost, command)).toBe(true);
      expect(Check(PublishPost, { ...command, feature: { kind: 'recipe' } })).toBe(false);
      const post = valueAt(onTour([editor(), command]).posts, 'recipe-01');
      if (post === undefined) throw new Error('It was not folded');
      expect(kindOf(post)).toBe('recipe');
      vi.stubGlobal('IntersectionObserver', class { observe() {} unobserve() {} disconnect() {} });
      vi.stubGlobal('CSS', { supports: () => true });
      const store = new TourStore('t', snapshot({ posts: [post] }), NOW, { evolve: evolvePublic });
      render(Reading, { store, isAtTop: () => true });
      screen.getByText('竹溪蒸盆');
      screen.getByText('八人份');
      const fed = { language: 'zh', timeZone: 'Asia/Shanghai', feature, pictures: [], corrections: [] } as const;
      expect(contentOf(fed)).toContain(featureText(feature));
    });

    test('random histories have it', () => {
      const steps = Array.from({ length: 50 }, (_, seed) => newsSteps(seeded(seed), onTour(), 7, editor())).flat();
      const told = steps.filter((step) => step.type === 'publishPost' && step.feature?.kind === 'recipe');
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((step) => !Check(PublishPost, step))).toEqual([]);
    });
  `,
};

/** A registry: the import beside which the kind's own stands, and the line after which it is entered. */
interface Registry {
  readonly file: string;
  readonly beside: string;
  readonly imported: string;
  readonly after: string;
  readonly line: string;
}
const REGISTRIES: readonly Registry[] = [
  {
    file: 'shared/tour/posts/post-kinds.ts',
    beside: "import { Video, videoText } from './post-video.ts';\n",
    imported: "import { Recipe, recipeText } from './post-recipe.ts';\n",
    after: '  video: kind(Video, videoText),\n',
    line: '  recipe: kind(Recipe, recipeText),\n',
  },
  {
    file: 'client/viewer/post/post-kinds.ts',
    beside: "import VideoPost from './kinds/VideoPost.svelte';\n",
    imported: "import RecipePost from './kinds/RecipePost.svelte';\n",
    after: '  video: VideoPost,\n',
    line: '  recipe: RecipePost,\n',
  },
];

let copy: string;
const sources = new Map<string, ts.SourceFile | undefined>();
const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
  sources.delete(join(copy, file));
};

/** A registry's text, as it is or with the kind. */
function registryText({ file, beside, imported, after, line }: Registry, isEntered: boolean): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  for (const part of [beside, after]) expect(text, `${file} has another form`).toContain(part);
  return isEntered ? text.replace(beside, beside + imported).replace(after, after + line) : text;
}

/** What the compiler complains of in the copy: in all of it, or in these files and what they import. */
function complaints(files?: readonly string[]): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(join(copy, 'tsconfig.json'), {}, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  } satisfies ts.ParseConfigFileHost);
  if (config === undefined) throw new Error('No configuration');
  const host = ts.createCompilerHost(config.options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (!sources.has(name)) sources.set(name, read(name, ...rest));
    return sources.get(name);
  };
  const roots = files?.map((file) => join(copy, file)) ?? config.fileNames;
  const found = ts.getPreEmitDiagnostics(ts.createProgram(roots, config.options, host));
  return found.map(
    ({ file, messageText }) =>
      `${relative(copy, file?.fileName ?? '')}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}

beforeAll(() => {
  // Below the project, packages are found as they are in it.
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  copy = mkdtempSync(join(ROOT, 'dist/copy-'));
  for (const one of COPIED) cpSync(join(ROOT, one), join(copy, one), { recursive: true });
  writeFileSync(
    join(copy, 'vitest.config.ts'),
    // Packages lie outside of the copy.
    `import own from './vite.config.ts'; export default { ...own, server: { fs: { strict: false } } };`,
  );
  for (const [file, text] of Object.entries(NEW_FILES)) put(file, text);
  for (const registry of REGISTRIES) put(registry.file, registryText(registry, true));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('a new kind of post', () => {
  test('touches five places, and the compiler asks for no other', () => {
    expect(Object.keys(NEW_FILES).length + REGISTRIES.length).toBe(5);
    expect(complaints()).toEqual([]);
  });

  test.each(REGISTRIES)('that is missing in $file is asked for by the compiler', (registry) => {
    put(registry.file, registryText(registry, false));
    const found = complaints(REGISTRIES.map(({ file }) => file));
    put(registry.file, registryText(registry, true));
    expect(found).toEqual([expect.stringMatching(/post-kinds\.ts: .*recipe.*PostKind/s)]);
  });

  test('is published, folded, read on the page and in feeds', () => {
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const words = [vitest, 'run', '--project', 'client', ITS_TEST];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
  });
});
