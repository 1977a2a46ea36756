import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { everyReadme } from '../support/readmes.ts';

/**
 * The walls of the house: who may import whom, what files are called and how long they may get. A
 * failure names the file and the rule that it breaks.
 */
const ROOT = resolve(import.meta.dirname, '../..');
const MOST_LINES = 400;
/** A folder with more is a store-room: give it rooms. */
const MOST_FILES = 20;

/** Files that may be longer, each with the reason. */
const LONGER_ON_PURPOSE: Readonly<Record<string, string>> = {};

const NAMES_THAT_SAY_NOTHING = /(^|[-.])(utils?|helpers?|managers?|common)([-.]|$)/i;

/** Folders of `client/` that pages share; every other one is a page. */
const SHARED_BY_PAGES = ['live', 'map', 'ui', 'i18n', 'outbox', 'coverage', 'floor', 'sheets', 'ballot'];

/** What each room of the server may use of the server, beside itself. */
const ROOMS_OF_THE_SERVER: Readonly<Record<string, readonly string[]>> = {
  store: [],
  render: [],
  access: ['store'],
  media: ['store'],
  failures: ['store', 'live'],
  hall: ['store', 'access', 'live'],
  bounds: [],
  live: ['store', 'bounds', 'clock.ts'],
  archive: ['live', 'media', 'render'],
  newsroom: ['store', 'live', 'bounds'],
  syndication: [],
  cards: ['syndication', 'bounds'],
  push: ['store', 'live', 'syndication'],
  dress: ['store', 'live'],
  watch: ['store', 'live', 'push'],
  setup: ['store'],
  house: ['store', 'access', 'live', 'media', 'newsroom', 'push', 'dress', 'setup'],
  backup: ['store', 'access', 'live', 'media', 'config.ts'],
  http: [
    'store',
    'access',
    'bounds',
    'media',
    'live',
    'newsroom',
    'failures',
    'hall',
    'render',
    'syndication',
    'cards',
    'push',
    'archive',
    'dress',
    'watch',
    'backup',
    'house',
    'setup',
    'config.ts',
    'clock.ts',
    'metrics.ts',
  ],
};

/** One import: `from` and `to` are paths in the project with slashes; a package is `npm:name`. */
interface Import {
  readonly from: string;
  readonly to: string;
}

interface Rule {
  readonly name: string;
  readonly breaks: (one: Import) => boolean;
  /** An import that breaks the rule: the rule itself is tested by it. */
  readonly example: Import;
}

const within = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
const isPackage = (path: string): boolean => path.startsWith('npm:');
const isNode = (path: string): boolean => path.startsWith('npm:node:');
/** The folder or file just below `folder` that a path lies in: `store` of `server/store/port.ts`. */
const roomIn = (folder: string, path: string): string => path.slice(folder.length + 1).split('/')[0] ?? '';
const isPage = (room: string): boolean => !SHARED_BY_PAGES.includes(room);

/** A package that only some files may know. */
const onlyKnownTo = (name: string, where: string, may: (from: string) => boolean, example: string): Rule => ({
  name: `only ${where} knows ${name}`,
  breaks: ({ from, to }) => to === `npm:${name}` && !may(from),
  example: { from: example, to: `npm:${name}` },
});

const RULES: readonly Rule[] = [
  {
    name: 'shared imports nothing but itself, typebox and big.js',
    breaks: ({ from, to }) =>
      within(from, 'shared') && !within(to, 'shared') && !['npm:typebox', 'npm:big.js'].includes(to),
    example: { from: 'shared/audience.ts', to: 'npm:node:crypto' },
  },
  {
    name: 'server imports itself, shared and packages, never client',
    breaks: ({ from, to }) =>
      within(from, 'server') && !isPackage(to) && !within(to, 'server') && !within(to, 'shared'),
    example: { from: 'server/render/pages.ts', to: 'client/viewer/render.ts' },
  },
  {
    name: 'client imports itself, shared and packages, never server',
    breaks: ({ from, to }) =>
      within(from, 'client') && !isPackage(to) && !within(to, 'client') && !within(to, 'shared'),
    example: { from: 'client/live/http.ts', to: 'server/http/people/who.ts' },
  },
  {
    name: 'client runs in browsers: nothing of Node',
    breaks: ({ from, to }) => within(from, 'client') && isNode(to),
    example: { from: 'client/viewer/main.ts', to: 'npm:node:fs' },
  },
  {
    name: 'a page never imports another page, and what pages share imports no page',
    breaks: ({ from, to }) => {
      if (!within(from, 'client') || !within(to, 'client')) return false;
      const room = roomIn('client', to);
      return isPage(room) && room !== roomIn('client', from);
    },
    example: { from: 'client/viewer/feed/Feed.svelte', to: 'client/enter/session.ts' },
  },
  {
    name: 'in server, http and live use the store, never back; each room uses only those below it',
    breaks: ({ from, to }) => {
      if (!within(from, 'server') || !within(to, 'server')) return false;
      const room = roomIn('server', from);
      const below = ROOMS_OF_THE_SERVER[room];
      return below !== undefined && ![room, ...below].includes(roomIn('server', to));
    },
    example: { from: 'server/store/sqlite/log.ts', to: 'server/live/log/logged.ts' },
  },
  {
    name: 'the demo is a client: of this project it knows only shared',
    breaks: ({ from, to }) =>
      within(from, 'server/demo') && within(to, 'server') && !within(to, 'server/demo'),
    example: { from: 'server/demo/main.ts', to: 'server/access/invites.ts' },
  },
  {
    name: 'nothing rests on the demo',
    breaks: ({ from, to }) => within(to, 'server/demo') && !within(from, 'server/demo'),
    example: { from: 'server/app.ts', to: 'server/demo/tour/stops.ts' },
  },
  onlyKnownTo(
    'ioredis',
    'server/store/redis',
    (from) => within(from, 'server/store/redis'),
    'server/live/frames/hub.ts',
  ),
  onlyKnownTo(
    '@photostructure/sqlite',
    'server/store/sqlite',
    (from) => within(from, 'server/store/sqlite'),
    'server/store/redis/store.ts',
  ),
  onlyKnownTo(
    'socket.io',
    'server/live/frames/gateway.ts',
    (from) => from === 'server/live/frames/gateway.ts',
    'server/app.ts',
  ),
  onlyKnownTo(
    'socket.io-client',
    'client/live',
    (from) => within(from, 'client/live'),
    'client/viewer/main.ts',
  ),
  onlyKnownTo(
    'leaflet',
    'client/map',
    (from) => within(from, 'client/map'),
    'client/viewer/road/MapPane.svelte',
  ),
];

/** Every file of these folders, as a path in the project with slashes. */
function filesOf(folders: readonly string[], ending: RegExp): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((path) => ending.test(path)),
  );
}

const textOf = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

/** What stands in a component's script blocks; a module as it is. */
const scriptOf = (file: string, text: string): string =>
  file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text;

/** The package of a bare import: `npm:leaflet` of `leaflet/dist/leaflet.css`, `npm:node:fs` of `node:fs/promises`. */
function packageOf(name: string): string {
  const parts = name.split('/');
  return `npm:${name.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`;
}

/** Everything that a file imports, types and dynamic imports included. */
function importsOf(file: string, text: string): readonly Import[] {
  return ts.preProcessFile(scriptOf(file, text), true, true).importedFiles.map(({ fileName }) => ({
    from: file,
    to: fileName.startsWith('.') ? posix.join(posix.dirname(file), fileName) : packageOf(fileName),
  }));
}

const SOURCES = filesOf(['shared', 'server', 'client'], /\.(ts|svelte)$/);
const EVERYTHING = [...SOURCES, ...filesOf(['client'], /\.css$/), ...filesOf(['tests'], /\.(ts|svelte)$/)];
const IMPORTS = SOURCES.flatMap((file) => importsOf(file, textOf(file)));

describe('imports', () => {
  test('are found in modules and components, in every form', () => {
    const text = [
      "import { a } from '../b.ts';",
      "import type {\n  C,\n} from './c.ts';",
      "export { d } from '@scope/d/deep';",
      "import './e.css';",
      "const f = () => import('node:fs/promises');",
      "// import '../comment.ts';",
    ].join('\n');
    const found = (file: string, source: string) => importsOf(file, source).map(({ to }) => to);
    const expected = ['client/b.ts', 'client/x/c.ts', 'npm:@scope/d', 'client/x/e.css', 'npm:node:fs'];
    expect(found('client/x/y.ts', text)).toEqual(expected);
    expect(
      found('client/x/Y.svelte', `<p>import './no.ts'</p><script lang="ts">\n${text}\n</script>`),
    ).toEqual(expected);
    expect(IMPORTS.length).toBeGreaterThan(SOURCES.length);
  });

  test.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (name, { breaks, example }) => {
    expect(breaks(example), 'the rule would find its example').toBe(true);
    const broken = IMPORTS.filter(breaks).map(({ from, to }) => `${from} imports ${to}; but ${name}`);
    expect(broken).toEqual([]);
  });
});

/** The state is made of its slices, and each slice folds the state. */
const MADE_OF_ITS_SLICES = 'shared/tour/state.ts';

/** Groups of files that import each other, directly or around several corners, types included (Tarjan 1972). */
function circlesIn(imports: readonly Import[]): readonly (readonly string[])[] {
  const to = new Map<string, string[]>();
  for (const { from, to: target } of imports) to.set(from, [...(to.get(from) ?? []), target]);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    let low = own;
    open.push(file);
    for (const next of to.get(file) ?? []) {
      if (!to.has(next)) continue;
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) ?? own);
    }
    lowest.set(file, low);
    if (low === own) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1 || to.get(file)?.includes(file)) circles.push(circle.sort());
    }
    return low;
  };
  for (const file of to.keys()) if (!order.has(file)) visit(file);
  return circles;
}

describe('circles', () => {
  test('are found around corners, and of a file with itself', () => {
    const of = (...pairs: readonly string[]) =>
      pairs.map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '' }));
    expect(circlesIn(of('ab', 'bc', 'ca', 'cd', 'de'))).toEqual([['a', 'b', 'c']]);
    expect(circlesIn(of('aa', 'ab'))).toEqual([['a']]);
    expect(circlesIn(of('ab', 'ac', 'bc'))).toEqual([]);
  });

  test('there are none: whoever is read first can be understood first', () => {
    const imports = IMPORTS.filter(({ to }) => to !== MADE_OF_ITS_SLICES);
    expect(circlesIn(imports)).toEqual([]);
  });

  test('nor of rooms that lie beside each other: each rests on those below it', () => {
    // An import between two rooms of a folder, as one between the rooms: `desk/sending/x` on `desk/pictures/y`.
    const between = IMPORTS.flatMap(({ from, to }): readonly Import[] => {
      const [a, b] = [from.split('/'), to.split('/')];
      const at = a.findIndex((part, i) => part !== b[i]);
      const areRooms = at > 0 && at < a.length - 1 && at < b.length - 1;
      return areRooms ? [{ from: a.slice(0, at + 1).join('/'), to: b.slice(0, at + 1).join('/') }] : [];
    });
    expect(circlesIn(between)).toEqual([]);
  });

  test('scoring reads the tour, never the other way round', () => {
    const turned = IMPORTS.filter(
      ({ from, to }) => within(from, 'shared/tour') && within(to, 'shared/scoring'),
    );
    expect(turned).toEqual([]);
  });
});

describe('files', () => {
  test('no component writes HTML as it comes ({@html)', () => {
    const broken = SOURCES.filter((file) => file.endsWith('.svelte') && /\{\s*@html\b/.test(textOf(file)));
    expect(broken.map((file) => `${file} has {@html: text of the tour must be escaped`)).toEqual([]);
  });

  test(`no file has more than ${MOST_LINES} lines`, () => {
    const lines = (file: string) => textOf(file).split('\n').length - 1;
    const tooLong = EVERYTHING.filter((file) => !(file in LONGER_ON_PURPOSE) && lines(file) > MOST_LINES);
    expect(tooLong.map((file) => `${file} has ${lines(file)} lines: split it`)).toEqual([]);
    const needless = Object.keys(LONGER_ON_PURPOSE).filter((file) => lines(file) <= MOST_LINES);
    expect(needless, 'exceptions that are none any more').toEqual([]);
  });

  test(`no folder has more than ${MOST_FILES} files`, () => {
    const filesIn = new Map<string, number>();
    for (const file of [...SOURCES, ...filesOf(['client'], /\.css$/)])
      filesIn.set(posix.dirname(file), (filesIn.get(posix.dirname(file)) ?? 0) + 1);
    const full = [...filesIn].filter(([, files]) => files > MOST_FILES);
    expect(full.map(([folder, files]) => `${folder} has ${files} files: give it rooms`)).toEqual([]);
  });

  test('names say what is inside: no utils, helpers, manager, common', () => {
    const empty = EVERYTHING.filter((file) =>
      file.split('/').some((part) => NAMES_THAT_SAY_NOTHING.test(part)),
    );
    expect(empty.map((file) => `${file}: name it after what it does`)).toEqual([]);
    expect(NAMES_THAT_SAY_NOTHING.test('date-utils.ts')).toBe(true);
    expect(NAMES_THAT_SAY_NOTHING.test('commons-hall.ts')).toBe(false);
  });

  test('modules are kebab-case, components PascalCase', () => {
    const wrong = EVERYTHING.filter((file) => {
      const name = posix.basename(file);
      // A scene's file is found by the name of its kind.
      if (posix.dirname(file) === 'client/screen/scenes') return !/^[a-z]+\.svelte$|^README\.md$/.test(name);
      return name.endsWith('.svelte')
        ? !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name);
    });
    expect(wrong.map((file) => `${file}: modules are kebab-case, components PascalCase`)).toEqual([]);
  });
});

/** A folder with so many files is a room, and a room says what lives in it; of a smaller one its parent may say it. */
const LEAST_FILES = 5;

/** What a README calls a file or folder of the project: with a folder in front or behind, or an ending of sources. */
const namesPath = (said: string): boolean =>
  /^(\.\.\/|(client|server|shared|tests)\/)/.test(said) ||
  /^[\w.-]+(\/[\w.-]+)*(\/|\.(ts|svelte|css|conf|md|webp))$/.test(said);
/** Names that stand for any: `THING.ts`, `client/PAGE/main.ts`. */
const standsForAny = (said: string): boolean =>
  said.split('/').some((part) => /(^|-)[A-Z]{2,}\b(?!\.(zh-CN\.)?md)/.test(part));

/** Files and folders that a text names in back quotes, but for what stands in its code blocks. */
const pathsNamedIn = (text: string): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)]
    .map((match) => match[1] ?? '')
    .filter((said) => namesPath(said) && !standsForAny(said));

describe('rooms', () => {
  test(`every folder of ${LEAST_FILES} or more files has a README that says what lives there`, () => {
    const filesIn = new Map<string, number>();
    for (const file of SOURCES) filesIn.set(posix.dirname(file), (filesIn.get(posix.dirname(file)) ?? 0) + 1);
    const rooms = [...filesIn].filter(([, files]) => files >= LEAST_FILES).map(([folder]) => folder);
    expect(rooms.length).toBeGreaterThan(40);
    const silent = rooms.filter((room) => {
      const readme = resolve(ROOT, room, 'README.md');
      return !existsSync(readme) || !/^# .+\n\n[^#|`\s].{40}/s.test(readFileSync(readme, 'utf8'));
    });
    expect(silent.map((room) => `${room}/README.md: say in its first paragraph what lives there`)).toEqual(
      [],
    );
  });

  test('a path in back quotes is told from what is none', () => {
    const text =
      '`a.ts` `b/` `client/x` `../y` `/t/TOUR/rss.xml` `image/jpeg` `npm test` `THING.ts` `tour.zip`\n```\n`c.ts`\n```';
    expect(pathsNamedIn(text)).toEqual(['a.ts', 'b/', 'client/x', '../y']);
  });

  test('READMEs name no file or folder that is not there', () => {
    const gone = everyReadme().flatMap(({ path, text }) =>
      pathsNamedIn(text)
        .filter(
          (said) => !existsSync(resolve(ROOT, posix.dirname(path), said)) && !existsSync(resolve(ROOT, said)),
        )
        .map((said) => `${path} names ${said}, which is not there`),
    );
    expect(gone).toEqual([]);
  });
});
