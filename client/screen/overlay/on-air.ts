import type { Language } from '../../../shared/refusals.ts';
import type { ShownStandings, StandingsRow } from '../../../shared/scoring/standings.ts';
import { cutText } from '../../../shared/text.ts';
import type { Ceremony } from '../../../shared/tour/ceremony/ceremony.ts';
import type { RevealedPlace } from '../../../shared/tour/ceremony/reveal.ts';
import type { Post } from '../../../shared/tour/posts/posts.ts';
import { saidIn } from '../../coverage/posts/said.ts';

/** The place that is being revealed, as far as the hall's screens show it: nothing else is known here. */
export function placeOnAir(ceremony: Ceremony | null): RevealedPlace | undefined {
  if (ceremony === null || ceremony.state === 'stopped' || ceremony.veil === 'black') return undefined;
  const { scene, revealed } = ceremony.picture;
  return scene.kind === 'reveal' ? revealed[revealed.length - 1] : undefined;
}

/** Whether the hall wants to be seen with nothing over it: black in the hall is nothing on the air. */
export const isVeiled = (ceremony: Ceremony | null): boolean => ceremony?.veil === 'black';

const LINES = 3;

/** The first three lines of the standings as the public may see them; none while places are given out, or hidden ones. */
export function linesOnAir(standings: ShownStandings, ceremony: Ceremony | null): readonly StandingsRow[] {
  const kind = ceremony?.state === 'running' ? ceremony.picture.scene.kind : undefined;
  if (standings.mode === 'hidden' || kind === 'reveal' || kind === 'podium') return [];
  return standings.rows.filter(({ rank }) => rank !== null).slice(0, LINES);
}

/** A headline that passes by. */
export interface Headline {
  readonly postId: string;
  readonly text: string;
  /** Of the text, where it is not the page's. */
  readonly lang: 'zh-CN' | undefined;
  readonly at: number;
}

/** So many pass in one go; whoever looks away for an hour is not told everything of it. */
const MOST_HEADLINES = 6;

/** The newest headlines of posts after an instant, oldest first. */
export const headlinesAfter = (
  posts: readonly Post[],
  afterUnixMs: number,
  language: Language,
): readonly Headline[] =>
  posts
    .filter(({ publishedAt, withdrawn }) => publishedAt > afterUnixMs && withdrawn === undefined)
    .map((post) => headlineOf(post, language))
    .filter(({ text }) => text !== '')
    .slice(-MOST_HEADLINES);

/** Posts are written in Chinese; what an editor said in English of a post's picture stands for them in English. */
function headlineOf(post: Post, language: Language): Headline {
  const inEnglish =
    language === 'en' ? post.pictures.find(({ altEn }) => altEn !== undefined)?.altEn : undefined;
  return {
    postId: post.id,
    text: firstLine(inEnglish ?? saidIn(post)),
    lang: language === 'en' && inEnglish === undefined ? 'zh-CN' : undefined,
    at: post.publishedAt,
  };
}

/** Chinese ones; an English letter is half as wide. */
const MOST_LETTERS = 60;

/** A headline is one line, and not a story. */
function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  return cutText(line.trim(), /\p{Script=Han}/u.test(line) ? MOST_LETTERS : 2 * MOST_LETTERS, '…');
}

/** Faster than this nobody can read, however large the picture is. */
const FASTEST_PX_PER_S = 160;

/** How fast headlines pass, px/s: as fast to the eye on every size of picture. */
export const tickerSpeed = (unitPx: number): number => Math.min(FASTEST_PX_PER_S, 11 * unitPx);
