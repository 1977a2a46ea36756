import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FeedFilter } from '../../shared/feed-filter.ts';
import type { Snapshot } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { type ArchivePages, loadArchivePages } from './archive-pages.ts';
import { assetsOf, type Manifest, type PageAssets, TOLD, withLater } from './assets.ts';
import { documentOf, escaped, type Rendered } from './document.ts';
import { type EmbedPages, loadEmbedPages } from './embed-pages.ts';
import { type Guard, loadGuard } from './guard.ts';
import { postIn, postsIn, slim } from './slim.ts';
import { viewerShell } from './viewer-shell.ts';

/** What the viewer's page is made from. */
export interface ViewerInput {
  readonly tourId: string;
  readonly snapshot: Snapshot;
  readonly language: Language;
  readonly nowUnixMs: number;
  readonly origin: string;
  readonly path: string;
  readonly build: string;
  readonly postId?: string;
  /** The post of that id: an older one is not in the snapshot. */
  readonly post?: Post;
  /** A reader's filter with the newest posts that it wants, oldest first, and how many there are. */
  readonly found?: { readonly filter: FeedFilter; readonly posts: readonly Post[]; readonly count: number };
  /** Posts that those of the page pass on. */
  readonly passedOn?: readonly Post[];
  readonly assets: PageAssets;
  readonly shareImage: string;
  /** What the post is called everywhere. */
  readonly postTitle?: string;
}

/** A tour as everybody finds it in the list of tours. */
export interface ListedTour {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en?: string };
  readonly course: 'planned' | 'under-way' | 'over';
  readonly firstDate: string;
  readonly lastDate: string;
  readonly areas: number;
  readonly stops: number;
  readonly posts: number;
  readonly isPast: boolean;
}

/** The pages' renderers: built from `client/`, loaded when the server starts. */
export interface Pages {
  /** Names what is served now; pages of another build reload themselves. */
  readonly build: string;
  /** `headMore`: what stands in the head for programs; escaped by who made it. */
  viewer(input: Omit<ViewerInput, 'assets' | 'build'> & { readonly headMore: string }): string;
  /** The viewer's page without anything in it, for browsers to keep. */
  viewerShell(language: Language): string;
  enter(language: Language): string;
  /** The list of tours, whole without scripts. */
  tours(language: Language, tours: readonly ListedTour[], origin: string): string;
  /** The page of a role: the same bytes for everybody, which a browser keeps and fills by itself. */
  rolePage(page: RolePage, language: Language, isOverlay?: boolean): string;
  /** The service worker of a page that opens without signal: its build and what it keeps stand in front. */
  readonly workers: Readonly<Record<OfflinePage, string>>;
  readonly embeds: EmbedPages;
  /** The worker that shows a viewer key moments. */
  readonly pushWorker: string;
  readonly archive: ArchivePages;
  /** Watches over the scripts of every page. */
  readonly guard: Guard;
  /** A page that says what is wrong with the address. */
  notice(language: Language, title: string, text: string): string;
}

/** Pages that only people with a role can fill. */
export const ROLE_PAGES = ['judge', 'organiser', 'desk', 'screen', 'remote'] as const;
/** Pages that a browser fills by itself: those of roles, the host's, and the one that makes code for embeds. */
export type RolePage = (typeof ROLE_PAGES)[number] | 'embed-code' | 'house';

/** Those that have more addresses below a tour's: the page itself makes what it shows of them. */
export const PLACED_PAGES: readonly RolePage[] = ['organiser'];

/** Those over which no browser may lay the question whether to translate them: nobody sits there to answer it. */
const IN_THE_HALL: readonly RolePage[] = ['screen', 'remote'];
const NOT_TRANSLATED = '<meta name="google" content="notranslate">';

/** Those that open without signal. */
export const OFFLINE_PAGES = ['judge', 'desk', 'screen'] as const;
export type OfflinePage = (typeof OFFLINE_PAGES)[number];

/** Titles and what is shown without scripts, by page and language. */
const ROLE_TITLES: Readonly<Record<RolePage, Readonly<Record<Language, string>>>> = {
  judge: { zh: '评委打分', en: 'Scoring' },
  organiser: { zh: '组织方', en: 'Organiser' },
  'embed-code': { zh: '嵌入到您的网站', en: 'Embed on your site' },
  desk: { zh: '编辑台', en: 'Media desk' },
  screen: { zh: '会场大屏', en: 'Big screen' },
  remote: { zh: '会场遥控', en: 'Hall remote' },
  house: { zh: '拉练管理', en: 'House' },
};
/** What stands there until the page's scripts fill it, and is right also where nothing of them ever runs. */
const OPENING: Readonly<Record<Language, string>> = {
  zh: '正在打开。一直停在这里，请<a href="">重新载入</a>，或换一个浏览器打开。<noscript>此页面需要启用 JavaScript。</noscript>',
  en: 'Opening. If nothing else comes, <a href="">load it again</a>, or try another browser. <noscript>This page needs JavaScript.</noscript>',
};

/** What a browser paints around a page that opens without signal. */
export const THEME_COLOURS: Readonly<Record<OfflinePage, string>> = {
  judge: '#000000',
  desk: '#0e64ae',
  screen: '#0b1b33',
};

/** For a phone's home screen; the manifest is linked by the page, which knows its tour. */
function iconsOf(page: RolePage): string {
  const offline = OFFLINE_PAGES.find((one) => one === page);
  return offline === undefined
    ? '<link rel="icon" href="/desk-icon.svg">'
    : `<link rel="icon" href="/${page}-icon.svg"><link rel="apple-touch-icon" href="/${page}-icon-192.png"><meta name="theme-color" content="${THEME_COLOURS[offline]}">`;
}

interface ViewerModule {
  renderViewer(input: ViewerInput): Rendered;
}
interface ToursModule {
  renderTours(input: {
    language: Language;
    tours: readonly ListedTour[];
    origin: string;
    assets: PageAssets;
  }): Rendered;
}
interface EnterModule {
  renderEnter(input: { language: Language; assets: PageAssets; build: string }): Rendered;
}

/** Reads what `npm run build` made; `name` calls it another build. Throws where it has not run. */
export async function loadPages(distDir: string, name?: string): Promise<Pages> {
  const manifestOf = (file: string) => readFile(join(distDir, 'client/.vite', file), 'utf8');
  const manifestText = await manifestOf('manifest.json');
  const rolesText = await manifestOf('roles.json');
  const organiserText = await manifestOf('organiser.json');
  const embedText = await manifestOf('embed.json');
  const manifest = JSON.parse(manifestText) as Manifest;
  const roles = JSON.parse(rolesText) as Manifest;
  const organiser = JSON.parse(organiserText) as Manifest;
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for (const text of [manifestText, rolesText, organiserText, embedText]) hash.update(text);
  const build = name ?? hash.digest('base64url').slice(0, 10);
  const load = async <T>(name: string) =>
    (await import(/* @vite-ignore */ pathToFileURL(join(distDir, 'server', name)).href)) as T;
  const viewerModule = await load<ViewerModule>('viewer-page.js');
  const enterModule = await load<EnterModule>('enter-page.js');
  const toursModule = await load<ToursModule>('tours-page.js');
  const toursAssets = assetsOf(roles, 'client/tours/main.ts');
  const viewerAssets = assetsOf(manifest, 'client/viewer/main.ts');
  const toldAssets = withLater(manifest, 'client/viewer/main.ts', TOLD);
  const enterAssets = assetsOf(roles, 'client/enter/main.ts');
  const roleAssets = Object.fromEntries(
    Object.keys(ROLE_TITLES).map((page) => [
      page,
      assetsOf(page === 'organiser' ? organiser : roles, `client/${page}/main.ts`),
    ]),
  ) as Record<RolePage, PageAssets>;
  const guard = await loadGuard(distDir);
  const workers = {
    judge: await workerOf(distDir, roles, 'judge', build),
    desk: await workerOf(distDir, roles, 'desk', build),
    screen: await workerOf(distDir, roles, 'screen', build),
  };
  const pushWorker = await readFile(
    join(distDir, 'client', roles['client/viewer/push/push-worker.ts']?.file ?? ''),
    'utf8',
  );
  return {
    build,
    guard,
    workers,
    archive: await loadArchivePages(distDir),
    embeds: await loadEmbedPages(distDir, JSON.parse(embedText) as Manifest, build, guard),
    pushWorker,
    viewer: ({ headMore, ...input }) => {
      const { head, body } = viewerModule.renderViewer({
        ...input,
        build,
        assets: input.snapshot.tour.told === null ? viewerAssets : toldAssets,
        snapshot: slim(input.snapshot, input.language),
        ...(input.post && { post: postIn(input.post, input.language) }),
        ...(input.found && {
          found: { ...input.found, posts: postsIn(input.found.posts, input.language) },
        }),
        ...(input.passedOn && { passedOn: postsIn(input.passedOn, input.language) }),
      });
      return documentOf(
        input.language,
        { head: head + headMore, body },
        {
          guard: guard.tag('viewer', input.language),
          isRehearsal: input.snapshot.tour.setup?.rehearsalOf !== undefined,
        },
      );
    },
    viewerShell: (language) => viewerShell(language, build, viewerAssets, guard),
    tours: (language, tours, origin) =>
      documentOf(language, toursModule.renderTours({ language, tours, origin, assets: toursAssets })),
    enter: (language) =>
      documentOf(language, enterModule.renderEnter({ language, assets: enterAssets, build }), {
        guard: guard.tag('enter', language),
      }),
    rolePage: (page, language, isOverlay = false) => {
      const { scripts, styles, preloads } = roleAssets[page];
      const links = [
        ...styles.map((href) => `<link rel="stylesheet" href="${href}">`),
        ...preloads.map((href) => `<link rel="modulepreload" href="${href}">`),
        ...scripts.map((src) => `<script type="module" src="${src}"></script>`),
      ].join('');
      const title = ROLE_TITLES[page][language];
      const rendered = {
        head: `<title>${title}</title><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">${IN_THE_HALL.includes(page) ? NOT_TRANSLATED : ''}${iconsOf(page)}${links}`,
        body: `<div id="lalian" data-build="${build}"><main class="opening"><h1>${title}</h1><p data-opening>${OPENING[language]}</p></main></div>`,
      };
      return documentOf(language, rendered, { guard: guard.tag(page, language), isOverlay });
    },
    notice: (language, title, text) => {
      const styles = enterAssets.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('');
      return documentOf(language, {
        head: `<title>${escaped(title)}</title>${styles}`,
        body: `<main class="notice"><h1>${escaped(title)}</h1><p>${escaped(text)}</p><p><a href="/">拉练直播 Lalian</a></p></main>`,
      });
    },
  };
}

/** A page's service worker with the files that the page may need: at once, and later without signal. */
async function workerOf(
  distDir: string,
  manifest: Manifest,
  page: OfflinePage,
  build: string,
): Promise<string> {
  const source = manifest['client/live/service-worker.ts'];
  if (source === undefined) throw new Error('The build has no service worker');
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(`/${file}`);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  visit(`client/${page}/main.ts`);
  const text = await readFile(join(distDir, 'client', source.file), 'utf8');
  return `self.LALIAN=${JSON.stringify({ page, build, files: [...files] })};\n${text}`;
}
