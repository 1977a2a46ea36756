import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { NEWER_OWNED, newerLanguage } from './newer-names.ts';

const SOURCE = new URL('../../../client/floor/functions.ts', import.meta.url);

/** A world without what is newer than the floor, as an old browser is one. */
export interface OldWorld {
  /** What an expression comes to in it. */
  run(expression: string): unknown;
  /** Runs the functions that the pages bring along, as their scripts do first of all. */
  provide(): void;
}

/** The newer functions of the language and of what pages and Node both have, as a home and a name each. */
const everyHome = (): readonly (readonly [home: string, name: string])[] => [
  ...[...newerLanguage().functions.values()].flatMap(({ name, homes }) =>
    homes.map((home) => [home, name] as const),
  ),
  ...[...NEWER_OWNED].flatMap(([home, names]) => [...names].map((name) => [home, name] as const)),
];

/** A world of its own, out of which everything newer was taken. */
export function oldWorld(): OldWorld {
  const world = createContext({ AbortController, setTimeout });
  const run = (expression: string): unknown => runInContext(expression, world);
  // Of its own kind: what is taken out of these must not be missing from the tests themselves.
  Object.assign(world, { Url: URL });
  run('globalThis.URL = function (text, base) { return new Url(text, base); }');
  run('globalThis.AbortSignal = function () {}');
  for (const [home, name] of everyHome())
    if (run(`typeof ${home.split('.')[0]}`) !== 'undefined') run(`delete ${home}?.[${JSON.stringify(name)}]`);
  const script = ts.transpileModule(readFileSync(SOURCE, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ESNext },
  }).outputText;
  return { run, provide: () => void runInContext(`{${script.replace(/^export \{\};?$/m, '')}}`, world) };
}

let provided: ReadonlySet<string> | undefined;

/**
 * What of the findings in a script the pages' own functions make good (`client/floor/functions.ts`): told by running them
 * in an old world and looking what it has then, in the words of the findings.
 */
export function providedInPages(): ReadonlySet<string> {
  if (provided) return provided;
  const world = oldWorld();
  world.provide();
  const has = (home: string, name: string): boolean =>
    world.run(
      `typeof ${home.split('.')[0]} !== 'undefined' && typeof ${home}?.[${JSON.stringify(name)}] === 'function'`,
    ) === true;
  const language = [...newerLanguage().functions.values()]
    .filter(({ name, homes }) => homes.every((home) => has(home, name)))
    .map(({ name }) => `.${name}()`);
  const owned = [...NEWER_OWNED].flatMap(([home, names]) =>
    [...names].filter((name) => has(home, name)).map((name) => `${home}.${name}`),
  );
  provided = new Set([...language, ...owned]);
  return provided;
}
