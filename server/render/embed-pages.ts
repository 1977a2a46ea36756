import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Snapshot } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { assetsOf, type Manifest, type PageAssets, TOLD, withLater } from './assets.ts';
import { documentOf, type FixedTheme, type Rendered } from './document.ts';
import type { Guard } from './guard.ts';
import { postIn, slim } from './slim.ts';

/** What an embed may show; `all` is everything. */
export const SHOWS = ['feed', 'map', 'standings', 'all'] as const;
export type Show = (typeof SHOWS)[number];

/** What an embed is made from. */
export interface EmbedInput {
  readonly tourId: string;
  readonly snapshot: Snapshot;
  readonly language: Language;
  readonly nowUnixMs: number;
  readonly show: Show;
  readonly outletId?: string;
  /** The post that comes before all others. */
  readonly postId?: string;
  /** The posts to show and what they pass on. */
  readonly posts: readonly Post[];
}

/** How an embed looks. */
export interface EmbedLook {
  readonly theme?: FixedTheme;
  /** Address of the style sheet with the accent. */
  readonly accentHref?: string;
}

/** The embed's renderer and its loader. */
export interface EmbedPages {
  embed(input: EmbedInput, look: EmbedLook): string;
  /** `/embed.js`. */
  readonly loader: string;
}

interface EmbedModule {
  renderEmbed(input: EmbedInput & { readonly build: string; readonly assets: PageAssets }): Rendered;
}

/** Reads the embed's part of the build, which `build` names. */
export async function loadEmbedPages(
  distDir: string,
  manifest: Manifest,
  build: string,
  guard: Guard,
): Promise<EmbedPages> {
  const module = (await import(
    /* @vite-ignore */ pathToFileURL(join(distDir, 'server', 'embed-page.js')).href
  )) as EmbedModule;
  const plain = assetsOf(manifest, 'client/embed/main.ts');
  const toldAssets = withLater(manifest, 'client/embed/main.ts', TOLD);
  const source = manifest['client/embed/loader.ts'];
  if (source === undefined) throw new Error('The build has no loader of embeds');
  const code = await readFile(join(distDir, 'client', source.file), 'utf8');
  return {
    // Nothing of it may reach the names of the page that it runs on, nor those of a second copy of itself.
    loader: `(()=>{${code.trim()}})()`,
    embed(input, { theme, accentHref }) {
      const assets = input.snapshot.tour.told === null ? plain : toldAssets;
      const styles = accentHref === undefined ? assets.styles : [...assets.styles, accentHref];
      const { language, posts } = input;
      const rendered = module.renderEmbed({
        ...input,
        build,
        assets: { ...assets, styles },
        snapshot: slim(input.snapshot, language, 0),
        posts: posts.map((post) => postIn(post, language)),
      });
      const isRehearsal = input.snapshot.tour.setup?.rehearsalOf !== undefined;
      return documentOf(language, rendered, { theme, guard: guard.tag('embed', language), isRehearsal });
    },
  };
}
