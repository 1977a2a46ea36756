import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical.ts';
import type { Language } from '../../shared/refusals.ts';
import type { ShownStandings } from '../../shared/scoring/standings.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import type { Picture } from '../../shared/tour/posts/picture.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { areaNamed } from '../../shared/tour/setup/contest.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { postUrl, type Site, tourUrl } from './address.ts';
import { instant } from './content.ts';
import { nameIn, outletName, titleOf } from './entry.ts';
import { beginning, plain } from './plain.ts';
import { WORDS } from './words.ts';

/** What stands on a share picture: plain data, from which its version is made and from which it is painted. */
export interface Card {
  readonly language: Language;
  readonly tourName: string;
  readonly headline: string;
  /** A big number over the headline, which says its meaning. */
  readonly figure?: { readonly value: string; readonly unit: string };
  /** Who said the headline. */
  readonly quoted?: string;
  /** Where it is from: a stop, an area, the tour's days. */
  readonly place?: string;
  readonly outlet?: { readonly name: string; readonly colour: string };
  readonly time?: string;
  readonly corrected?: string;
  readonly picture?: {
    readonly id: string;
    readonly width: number;
    readonly focus: readonly [number, number];
  };
  /** The first three of the standings, where the public sees them. */
  readonly standings?: {
    readonly title: string;
    readonly rows: readonly { readonly rank: number; readonly name: string; readonly score: string }[];
  };
  readonly scan: string;
  readonly url: string;
}

/** An outlet that chose no colour gets the one of links. */
const OUTLET_COLOUR = '#0E64AE';
const MOST_HEADLINE = 90;
/** The picture of a tour's card is one of its newest posts. */
const NEWEST = 30;
const CENTRE: readonly [number, number] = [0.5, 0.45];

const SAID: Readonly<
  Record<Language, { scan: string; live: string; frozen: string; onSite: string; total: string }>
> = {
  zh: { scan: '扫码看现场', live: '实时榜单', frozen: '封榜前榜单', onSite: '现场得分', total: '总分' },
  en: {
    scan: 'Scan to follow',
    live: 'Standings',
    frozen: 'Standings before the freeze',
    onSite: 'on site',
    total: 'total',
  },
};

function pictureOf(picture: Picture | undefined): Pick<Card, 'picture'> {
  if (picture === undefined) return {};
  const { id, widths, focus = CENTRE } = picture;
  // The widest one that is needed for half of 1200 by 630 pixels, cut from a wide picture.
  return { picture: { id, width: widths.find((width) => width >= 960) ?? widths.at(-1) ?? 1, focus } };
}

function standingsOf(standings: ShownStandings, tour: Tour, language: Language): Pick<Card, 'standings'> {
  if (standings.mode === 'hidden') return {};
  const said = SAID[language];
  const rows = standings.rows.flatMap(({ areaId, rank, score }) => {
    const area = areaNamed(tour, areaId);
    return rank === null || score === null || area === undefined
      ? []
      : [{ rank, name: nameIn(area.shortName, language), score }];
  });
  if (rows.length === 0) return {};
  const title = [said[standings.mode], standings.by === 'total' ? said.total : said.onSite].join('·');
  return { standings: { title, rows: rows.slice(0, 3) } };
}

const daysOf = ({ days }: Setup): string => {
  const dates = days.map(({ date }) => date).sort();
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const dotted = (date: string) => date.replaceAll('-', '.');
  return first === last ? dotted(first) : `${dotted(first)}—${dotted(last).slice(5)}`;
};

/** The card of a tour: its name, its days, the newest picture. */
function tourCard(tour: Tour, setup: Setup, standings: ShownStandings, site: Site): Card {
  const { language } = site;
  const name = nameIn(setup.name, language);
  const newest = tour.feed.slice(-NEWEST).reverse();
  const picture = newest.map((id) => valueAt(tour.posts, id)?.pictures[0]).find((one) => one !== undefined);
  return {
    language,
    tourName: WORDS[language].site,
    headline: name,
    place: daysOf(setup),
    ...pictureOf(picture),
    ...standingsOf(standings, tour, language),
    scan: SAID[language].scan,
    url: tourUrl(site),
  };
}

/** What a post's card says in large letters. */
function said(post: Post, setup: Setup, language: Language): Pick<Card, 'headline' | 'figure' | 'quoted'> {
  const { feature } = post;
  if (feature?.kind === 'figure')
    return {
      figure: { value: plain(feature.value), unit: plain(feature.unit ?? '') },
      headline: beginning(feature.meaning, MOST_HEADLINE),
    };
  if (feature?.kind === 'quote')
    return {
      headline: beginning(feature.words, MOST_HEADLINE),
      quoted: plain([feature.function, feature.person].filter(Boolean).join(' ')),
    };
  return { headline: beginning(titleOf(post, setup, language), MOST_HEADLINE) };
}

/**
 * The card of a post, or of the tour where there is no post to show: what was withdrawn is on no card.
 * Undefined before the tour is set up. `standings` are the public's.
 */
export function cardOf(
  tour: Tour,
  standings: ShownStandings,
  site: Site,
  post: Post | undefined,
): Card | undefined {
  const { setup } = tour;
  if (setup === null) return undefined;
  if (post === undefined || post.withdrawn !== undefined) return tourCard(tour, setup, standings, site);
  const { language } = site;
  const shared = valueAt(tour.posts, post.sharesPostId ?? '');
  const original = shared?.withdrawn === undefined ? shared : undefined;
  const told = post.title || post.text || post.feature ? post : (original ?? post);
  const stop = setup.stops.find(({ id }) => id === told.stopId);
  const area = setup.areas.find(({ id }) => id === (told.areaId ?? stop?.areaId));
  const place = [area && nameIn(area.name, language), stop && nameIn(stop.name, language)].filter(Boolean);
  const colour = setup.outlets.find(({ id }) => id === post.outletId)?.colour ?? OUTLET_COLOUR;
  const name = outletName(setup, post.outletId, language);
  const credit = original && `·${WORDS[language].passedOn(outletName(setup, original.outletId, language))}`;
  return {
    language,
    tourName: nameIn(setup.name, language),
    ...said(told, setup, language),
    ...(place.length > 0 && { place: place.join('·') }),
    outlet: { name: name + (credit ?? ''), colour },
    time: instant(post.publishedAt, setup.timeZone, language),
    ...(post.corrections.length > 0 && { corrected: WORDS[language].corrected }),
    ...pictureOf(post.pictures[0] ?? told.pictures[0]),
    ...standingsOf(standings, tour, language),
    scan: SAID[language].scan,
    url: postUrl(site, post.id),
  };
}

/** Names what is on a card: another one whenever anything on it is another. */
export const cardVersion = (card: Card | undefined): string =>
  createHash('sha256')
    .update(canonicalJson(card ?? null))
    .digest('base64url')
    .slice(0, 12);
