import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../server/config.ts';
import { COMMANDS } from '../../shared/commands.ts';
import { PROTOCOL } from '../../shared/protocol.ts';

/** Both READMEs say what the code says. */
const ROOT = resolve(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

const ENGLISH = textOf('README.md');
const CHINESE = textOf('README.zh-CN.md');
const READMES = [
  { name: 'README.md', text: ENGLISH },
  { name: 'README.zh-CN.md', text: CHINESE },
];

/** What npm itself does, beside the scripts of the project. */
const NPM_ITSELF = ['ci', 'install', 'prune'];

/** A default as the table shows it. */
const shown = (fallback: string): string => (fallback === '' ? '–' : `\`${fallback}\``);

/** Levels of the headings, in order; what stands in code blocks is none. */
const headings = (text: string): readonly number[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^(#+) /gm)].map((match) => match[1]?.length ?? 0);

/** Every shell block with what its fence says of it; what is said to the reader beside a command is left out. */
const shellBlocks = (text: string): readonly string[] =>
  [...text.matchAll(/^```(sh\b.*\n[\s\S]*?)^```/gm)].map((match) =>
    (match[1] ?? '').replace(/ {4,}#.*$/gm, ''),
  );
/** Blocks that are neither shell nor said to be something else: pictures in letters. */
const plainBlocks = (text: string): readonly string[] =>
  [...text.matchAll(/^```(.*)\n([\s\S]*?)^```/gm)]
    .filter((match) => match[1] === '')
    .map((match) => match[2] ?? '');

describe.each(READMES)('$name', ({ name, text }) => {
  test.each(Object.entries(SETTINGS))(
    'the table of settings has %s with its default',
    (setting, { fallback }) => {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${setting}\` |`));
      expect(row, `${name} has no row for ${setting}`).toBeDefined();
      expect(row?.split(' | ')[1]).toBe(shown(fallback));
    },
  );

  test('the table has no setting that the server does not know', () => {
    const rows = [...text.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map((match) => match[1]);
    expect(rows).toEqual(Object.keys(SETTINGS));
  });

  test('every npm command that it shows is one', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const shownCommands = [...text.matchAll(/\bnpm (?:run )?(?:--silent )?([a-z][a-z:-]*)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(shownCommands.length).toBeGreaterThan(5);
    const unknown = shownCommands.filter((command) => !(command in scripts) && !NPM_ITSELF.includes(command));
    expect(unknown).toEqual([]);
  });

  test('the demo and the tests start with one command', () => {
    expect(text).toContain('\nnpm ci && npm run demo\n');
    expect(text).toContain('\nnpm ci && npm test\n');
  });

  test('whatever is to be typed says so, and so is run by a test', () => {
    const typed = plainBlocks(text).filter((block) => /^\s*(npm|npx|curl|docker|[A-Z_]+=)/m.test(block));
    expect(typed).toEqual([]);
    const marks = new Set([...text.matchAll(/^```sh ?(.*)$/gm)].map((match) => match[1]));
    expect([...marks].sort()).toEqual(['', 'no-run', 'server', 'stopped']);
  });

  test('what no test runs installs packages or needs Docker, and names what there is', () => {
    const notRun = [...text.matchAll(/^```sh no-run\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
    expect(notRun).toHaveLength(3);
    const services = [...textOf('compose.yaml').matchAll(/^ {2}([a-z-]+):( \*server)?$/gm)].map(
      (at) => at[1],
    );
    for (const block of notRun) {
      expect(block).toMatch(/npm ci|docker/);
      for (const [, service] of block.matchAll(/\b(server-[a-z]+)\b/g)) expect(services).toContain(service);
    }
    const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, object> };
    const wanted = JSON.parse(textOf('package.json')) as Record<'dependencies' | 'devDependencies', object>;
    const { dependencies, devDependencies } = wanted;
    expect(lock.packages[''], 'npm ci refuses any other').toMatchObject({ dependencies, devDependencies });
  });

  test('the example of a connection speaks the protocol that the server speaks', () => {
    expect(text).toContain(`protocol: ${PROTOCOL},`);
  });

  test('every command of the tour is named', () => {
    const missing = Object.keys(COMMANDS).filter((command) => !new RegExp(`\\b${command}\\b`).test(text));
    expect(missing).toEqual([]);
  });

  test('every file and folder that it links to is there', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) expect(() => textOf(link), link).not.toThrow();
  });
});

test("the English table says what the server's own settings say", () => {
  for (const [setting, { fallback, meaning, wanted }] of Object.entries(SETTINGS))
    expect(ENGLISH).toContain(`| \`${setting}\` | ${shown(fallback)} | ${meaning} | ${wanted} |`);
});

test('both READMEs have the same headings and the same shell commands', () => {
  expect(headings(CHINESE)).toEqual(headings(ENGLISH));
  expect(headings(ENGLISH).length).toBeGreaterThan(10);
  expect(shellBlocks(CHINESE)).toEqual(shellBlocks(ENGLISH));
});
