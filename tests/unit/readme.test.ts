import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../server/config.ts';
import { COMMANDS } from '../../shared/commands.ts';
import { PROTOCOL } from '../../shared/protocol.ts';
import { everyReadme, isChinese, type Readme } from '../support/readmes.ts';

/** Every README says what the code says, in both languages where there are two. */
const ROOT = resolve(import.meta.dirname, '../..');
const textOf = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

const READMES = everyReadme().map((readme) => ({ name: readme.path, ...readme }));
const ENGLISH = READMES.filter((readme) => !isChinese(readme));
const CHINESE = READMES.filter(isChinese);
/** Each Chinese README with the English one beside it. */
const PAIRS = CHINESE.map((chinese) => ({
  name: chinese.path,
  chinese: chinese.text,
  english: textOf(chinese.path.replace('.zh-CN.md', '.md')),
}));
const LANGUAGES = [
  { name: 'English', readmes: ENGLISH },
  { name: 'Chinese', readmes: CHINESE },
];
const together = (readmes: readonly Readme[]): string => readmes.map(({ text }) => text).join('\n');

/** What npm itself does, beside the scripts of the project. */
const NPM_ITSELF = ['ci', 'install', 'prune'];
/** What a shell block may say of itself; see `tests/faults/readme.test.ts`. */
const MARKS = ['', 'no-run', 'server', 'stopped'];

/** A default as the table shows it. */
const shown = (fallback: string): string => (fallback === '' ? '–' : `\`${fallback}\``);

const withoutBlocks = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');
/** Levels of the headings, in order; what stands in code blocks is none. */
const headings = (text: string): readonly number[] =>
  [...withoutBlocks(text).matchAll(/^(#+) /gm)].map((match) => match[1]?.length ?? 0);

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
const marksOf = (text: string): readonly string[] =>
  [...text.matchAll(/^```sh ?(.*)$/gm)].map((match) => match[1] ?? '');

/** Where a heading's link leads, as GitHub makes it. */
const anchorsOf = (text: string): readonly string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(READMES)('$name', ({ path, text }) => {
  const from = dirname(resolve(ROOT, path));

  test('begins with a heading, and says something below it', () => {
    expect(text).toMatch(/^# \S/);
    const said = withoutBlocks(text)
      .split(/\n{2,}/)
      .filter((part) => !/^(#|\[[^\]]+\]\(README[^)]*\)|$)/.test(part.trim()));
    expect(said[0] ?? '').toMatch(/\S.{20}/s);
  });

  test('every npm command that it shows is one', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const shownCommands = [...text.matchAll(/\bnpm (?:run )?(?:--silent )?([a-z][a-z:-]*)/g)].map(
      (match) => match[1] ?? '',
    );
    const unknown = shownCommands.filter((command) => !(command in scripts) && !NPM_ITSELF.includes(command));
    expect(unknown).toEqual([]);
  });

  test('whatever is to be typed says so, and so is run by a test', () => {
    const typed = plainBlocks(text).filter((block) => /^\s*(npm|npx|curl|docker|[A-Z_]+=)/m.test(block));
    expect(typed).toEqual([]);
    expect(marksOf(text).filter((mark) => !MARKS.includes(mark))).toEqual([]);
  });

  test('every file, folder and heading that it links to, and every picture, is there', () => {
    const links = [...text.matchAll(/\]\(([^):]+)\)|<img src="([^"]+)"/g)].map((at) => at[1] ?? at[2] ?? '');
    for (const link of links) {
      const [file = '', heading] = link.split('#');
      const target = file === '' ? resolve(ROOT, path) : resolve(from, file);
      expect(existsSync(target), link).toBe(true);
      if (heading !== undefined) expect(anchorsOf(readFileSync(target, 'utf8')), link).toContain(heading);
    }
  });
});

describe.each(LANGUAGES)('the READMEs in $name', ({ readmes }) => {
  const text = together(readmes);
  const main = readmes.find(({ path }) => !path.includes('/'))?.text ?? '';

  test.each(Object.entries(SETTINGS))(
    'the table of settings has %s with its default',
    (setting, { fallback }) => {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${setting}\` |`));
      expect(row, `there is no row for ${setting}`).toBeDefined();
      expect(row?.split(' | ')[1]).toBe(shown(fallback));
    },
  );

  test('the table has no setting that the server does not know', () => {
    const rows = [...text.matchAll(/^\| `([A-Z][A-Z0-9_]+)` \|/gm)].map((match) => match[1]);
    expect(rows).toEqual(Object.keys(SETTINGS));
  });

  test('the main one is read in ten minutes', () => {
    expect(main.split('\n').length).toBeLessThanOrEqual(300);
    expect(main.match(/<img src="client\/readme-(phone|desktop)\.webp"/g)).toHaveLength(2);
  });

  test('the demo and the tests start with one command, in the main one', () => {
    expect(main).toContain('\nnpm ci && npm run demo\n');
    expect(main).toContain('\nnpm ci && npm test\n');
  });

  test('many npm commands are shown, and each mark of a shell block is in use', () => {
    expect(text.match(/\bnpm run [a-z]/g)?.length).toBeGreaterThan(5);
    expect([...new Set(marksOf(text))].sort()).toEqual(MARKS);
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
  });

  test('every command of the tour is named', () => {
    const missing = Object.keys(COMMANDS).filter((command) => !new RegExp(`\\b${command}\\b`).test(text));
    expect(missing).toEqual([]);
  });
});

describe.each(PAIRS)('$name', ({ chinese, english }) => {
  test('has the same headings and the same shell commands as the English one', () => {
    expect(headings(chinese)).toEqual(headings(english));
    expect(headings(english).length).toBeGreaterThan(1);
    expect(shellBlocks(chinese)).toEqual(shellBlocks(english));
  });
});

test('the main README and the operator’s are there in both languages', () => {
  const there = CHINESE.map(({ path }) => path);
  expect(there).toEqual(expect.arrayContaining(['README.zh-CN.md', 'server/deploy/README.zh-CN.md']));
});

test("the English table says what the server's own settings say", () => {
  for (const [setting, { fallback, meaning, wanted }] of Object.entries(SETTINGS))
    expect(together(ENGLISH)).toContain(`| \`${setting}\` | ${shown(fallback)} | ${meaning} | ${wanted} |`);
});

test('the example of a connection speaks the protocol that the server speaks', () => {
  const examples = READMES.filter(({ text }) => text.includes("path: '/socket'"));
  expect(examples.length).toBeGreaterThan(0);
  for (const { text } of examples) expect(text).toContain(`protocol: ${PROTOCOL},`);
});

test('npm ci takes the lock file as it is', () => {
  const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, object> };
  const wanted = JSON.parse(textOf('package.json')) as Record<'dependencies' | 'devDependencies', object>;
  const { dependencies, devDependencies } = wanted;
  expect(lock.packages[''], 'npm ci refuses any other').toMatchObject({ dependencies, devDependencies });
});

test('the pictures of the main README are small, and land in no page', () => {
  for (const name of ['phone', 'desktop'])
    expect(statSync(resolve(ROOT, `client/readme-${name}.webp`)).size).toBeLessThanOrEqual(60 * 1024);
});
