import type { Language } from '../../shared/refusals.ts';
import { isBlank } from '../../shared/text.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Picture } from '../../shared/tour/posts/picture.ts';
import { featureText } from '../../shared/tour/posts/post-kinds.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { permalink, pictureUrl, postUrl, type Site } from './address.ts';
import { type Correction, contentOf, type EntryPicture, instant } from './content.ts';
import { beginning, plain } from './plain.ts';
import { WORDS } from './words.ts';

/** What a post is filed under. */
export interface Category {
  readonly of: 'brand' | 'area' | 'stop';
  readonly id: string;
  readonly label: string;
}

/** A post as it leaves the house: everything in one language, all text free of what XML cannot hold. */
export interface Entry {
  /** Names it for ever, in every feed and language. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly publishedAtUnixMs: number;
  /** See {@link changedAt}. */
  readonly updatedAtUnixMs: number;
  readonly outlet: { readonly id: string; readonly name: string };
  readonly author?: string;
  /** In plain text; '' of a withdrawn one. */
  readonly text: string;
  /** All of it with pictures, corrections or the reason of the withdrawal. */
  readonly html: string;
  readonly pictures: readonly EntryPicture[];
  readonly categories: readonly Category[];
  readonly corrections: readonly Correction[];
  readonly withdrawn?: { readonly atUnixMs: number; readonly reason: string };
}

/** A name in a language; Chinese where there is no other. */
export const nameIn = (name: { readonly zh: string; readonly en?: string }, language: Language): string =>
  plain(language === 'en' ? (name.en ?? name.zh) : name.zh);

const MOST_TITLE = 80;

/**
 * What a post is called, never nothing: its title, else what it says first, else its pictures or its stop, else whose
 * it is and from when. A post whose pictures are still to come has no more than that, and feeds need a title.
 */
export function titleOf(post: Post, setup: Setup | null, language: Language): string {
  if (post.title && !isBlank(post.title)) return plain(post.title).replace(/\s+/g, ' ').trim();
  const said = beginning(saidBy(post, setup, language), MOST_TITLE);
  if (!isBlank(said)) return said;
  const { outletId, publishedAt } = post;
  if (setup === null) return `${outletId} ${instant(publishedAt, 'UTC', language)}`;
  return `${outletName(setup, outletId, language)} ${instant(publishedAt, setup.timeZone, language)}`;
}

function saidBy(post: Post, setup: Setup | null, language: Language): string {
  const stop = setup?.stops.find(({ id }) => id === post.stopId);
  const where = stop === undefined ? '' : nameIn(stop.name, language);
  if (post.feature !== undefined) {
    const said = featureText(post.feature);
    return post.feature.kind === 'moment' && where !== '' ? `${said} · ${where}` : said;
  }
  const candidates = [post.text, post.pictures[0]?.caption, post.pictures[0]?.alt];
  return candidates.find((said) => said !== undefined && !isBlank(said)) ?? where;
}

const ownChangeAt = ({ publishedAt, corrections, withdrawn, picturedAt }: Post): number =>
  Math.max(publishedAt, picturedAt ?? 0, withdrawn?.at ?? 0, ...corrections.map(({ at }) => at));

/**
 * When what a reader sees of a post last changed, ms: it was published, corrected or withdrawn, a picture came, or the
 * same happened to the post that it passes on.
 */
export function changedAt({ posts }: Pick<Tour, 'posts'>, post: Post): number {
  const shared = valueAt(posts, post.sharesPostId ?? '');
  return Math.max(ownChangeAt(post), shared === undefined ? 0 : ownChangeAt(shared));
}

/** The area that a post is from: its own, or that of its stop. */
export const areaOf = (post: Post, setup: Setup): string | undefined =>
  post.areaId ?? setup.stops.find(({ id }) => id === post.stopId)?.areaId;

function categoriesOf(post: Post, setup: Setup, language: Language): readonly Category[] {
  const named = (of: Category['of'], id: string | undefined, things: Setup['brands']): readonly Category[] =>
    things
      .filter((thing) => thing.id === id)
      .map(({ name }) => ({ of, id: id ?? '', label: nameIn(name, language) }));
  const stop = setup.stops.find(({ id }) => id === post.stopId);
  return [
    ...named('brand', post.brandId ?? stop?.brandId, setup.brands),
    ...named('area', areaOf(post, setup), setup.areas),
    ...named('stop', post.stopId, setup.stops),
  ];
}

function pictureOf(picture: Picture, site: Site): EntryPicture {
  const { width, height, widths, alt, altEn, caption } = picture;
  const shown = widths[1] ?? widths[0] ?? width;
  return {
    url: pictureUrl(site, picture),
    width: shown,
    height: Math.round((shown * height) / width),
    alt: plain(site.language === 'en' ? (altEn ?? alt) : alt),
    ...(caption && { caption: plain(caption) }),
  };
}

/** An outlet's name; its id where the set-up does not know it. */
export function outletName(setup: Setup, outletId: string, language: Language): string {
  const outlet = setup.outlets.find(({ id }) => id === outletId);
  return outlet === undefined ? outletId : nameIn(outlet.name, language);
}

/** A post as an entry. What was withdrawn keeps its place and the reason, and nothing of what it said. */
export function entryOf(tour: Tour, setup: Setup, post: Post, site: Site): Entry {
  const { language } = site;
  const words = WORDS[language];
  const corrections = post.corrections.map(({ at, note }) => ({ atUnixMs: at, note: plain(note) }));
  const shared = valueAt(tour.posts, post.sharesPostId ?? '');
  const entry = {
    id: permalink(site, post.id),
    url: postUrl(site, post.id),
    publishedAtUnixMs: post.publishedAt,
    updatedAtUnixMs: changedAt(tour, post),
    outlet: { id: post.outletId, name: outletName(setup, post.outletId, language) },
    ...(post.author && { author: plain(post.author) }),
    categories: categoriesOf(post, setup, language),
  };
  if (post.withdrawn !== undefined) {
    const { at, reason } = post.withdrawn;
    const withdrawn = { atUnixMs: at, reason: plain(reason) };
    return {
      ...entry,
      title: words.withdrawnTitle,
      ...{ text: '', pictures: [], corrections: [], withdrawn },
      html: contentOf({ language, timeZone: setup.timeZone, corrections: [], pictures: [], withdrawn }),
    };
  }
  // What is passed on and has no words of its own is called like the original.
  const titled = post.title || post.text || post.feature || shared?.withdrawn ? post : (shared ?? post);
  const pictures = post.pictures.map((picture) => pictureOf(picture, site));
  const passedOn =
    shared &&
    ({
      credit: words.passedOn(outletName(setup, shared.outletId, language)),
      url: postUrl(site, shared.id),
      title: shared.withdrawn ? words.withdrawn : titleOf(shared, setup, language),
      text: plain(shared.text),
    } as const);
  const said = [post.feature && featureText(post.feature), post.text, passedOn?.credit, passedOn?.text];
  return {
    ...entry,
    title: titleOf(titled, setup, language),
    text: plain(said.filter(Boolean).join('\n')),
    pictures,
    corrections,
    html: contentOf({
      language,
      timeZone: setup.timeZone,
      text: plain(post.text),
      ...(post.feature && { feature: post.feature }),
      ...(passedOn && { passedOn }),
      pictures,
      corrections,
    }),
  };
}
