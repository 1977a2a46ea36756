import { type Static, Type } from 'typebox';
import { ClientId, type EventOf, exactly, Id, Position, plainText } from '../../schema.ts';
import { isBlank } from '../../text.ts';
import type { Context } from '../actor.ts';
import { valueAt } from '../keyed.ts';
import { type Decision, happens, type Refusal, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { DESCRIPTION, Picture } from './picture.ts';
import { Feature } from './post-kinds.ts';

export type { Picture } from './picture.ts';

/** Most characters of a post's title, and of its text. */
export const MOST_TITLE = 120;
export const MOST_TEXT = 8000;
const title = plainText(MOST_TITLE);
const text = plainText(MOST_TEXT);
/** Most pictures of a post. */
export const MOST_PICTURES = 30;
const pictures = Type.Array(Picture, { maxItems: MOST_PICTURES });
const awaitedPictures = Type.Integer({ minimum: 1, maximum: MOST_PICTURES });

/** Puts a post into the feed, under the outlet of the editor. */
export const PublishPost = exactly({
  type: Type.Literal('publishPost'),
  postId: ClientId,
  title: Type.Optional(title),
  text,
  pictures,
  /** What makes it more than words and pictures. */
  feature: Type.Optional(Feature),
  /** A post of another outlet that this one passes on, with its credit. */
  sharesPostId: Type.Optional(ClientId),
  /** Pictures that are still on their way: the words go first. */
  awaitedPictures: Type.Optional(awaitedPictures),
  stopId: Type.Optional(Id),
  areaId: Type.Optional(Id),
  brandId: Type.Optional(Id),
  position: Type.Optional(Position),
});
export type PublishPost = Static<typeof PublishPost>;

/** Replaces a post's words or pictures and says what was wrong (更正). `basedOnVersion` is the version that was edited. */
export const CorrectPost = exactly({
  type: Type.Literal('correctPost'),
  postId: ClientId,
  basedOnVersion: Type.Integer({ minimum: 1 }),
  note: plainText(400, 1),
  title: Type.Optional(title),
  text: Type.Optional(text),
  pictures: Type.Optional(pictures),
  feature: Type.Optional(Feature),
});
export type CorrectPost = Static<typeof CorrectPost>;

/** Adds a picture that was on its way when its post was published: no correction, nothing was wrong. */
export const AttachPicture = exactly({
  type: Type.Literal('attachPicture'),
  postId: ClientId,
  picture: Picture,
});
export type AttachPicture = Static<typeof AttachPicture>;

/** Says that fewer pictures are still on their way: one of them cannot be used, and its place is given up. */
export const AwaitFewerPictures = exactly({
  type: Type.Literal('awaitFewerPictures'),
  postId: ClientId,
  /** How many are awaited from now on. */
  awaitedPictures: Type.Integer({ minimum: 0, maximum: MOST_PICTURES }),
});
export type AwaitFewerPictures = Static<typeof AwaitFewerPictures>;

/** Marks a post as a key moment, or no longer: key moments make the timeline. */
export const MarkKeyMoment = exactly({
  type: Type.Literal('markKeyMoment'),
  postId: ClientId,
  isKey: Type.Boolean(),
});
export type MarkKeyMoment = Static<typeof MarkKeyMoment>;

/** Takes a post back: its place stays, with the reason; text and pictures go. */
export const WithdrawPost = exactly({
  type: Type.Literal('withdrawPost'),
  postId: ClientId,
  reason: plainText(400, 1),
});
export type WithdrawPost = Static<typeof WithdrawPost>;

/** Keeps a post at the top of the feed, or lets it go. */
export const PinPost = exactly({ type: Type.Literal('pinPost'), postId: ClientId, pinned: Type.Boolean() });
export type PinPost = Static<typeof PinPost>;

/** What a post says. */
interface PostContent {
  readonly title?: string;
  readonly text: string;
  readonly pictures: readonly Picture[];
  readonly feature?: Feature;
}

/** A post in the feed. `version` counts its changes from 1. */
export interface Post extends PostContent {
  readonly id: string;
  readonly version: number;
  readonly outletId: string;
  readonly author?: string;
  readonly publishedAt: number;
  readonly stopId?: string;
  readonly areaId?: string;
  readonly brandId?: string;
  readonly position?: readonly [number, number];
  readonly sharesPostId?: string;
  readonly awaitedPictures?: number;
  readonly pinnedAt?: number;
  /** When a picture last came that was on its way when it was published, or was described later. */
  readonly picturedAt?: number;
  /** Since when it is a key moment. */
  readonly keyAt?: number;
  /** The version of the last correction, and of the last change of pictures, where not the first. */
  readonly wordsVersion?: number;
  readonly picturesVersion?: number;
  readonly corrections: readonly { readonly at: number; readonly note: string }[];
  readonly withdrawn?: { readonly at: number; readonly reason: string };
}

const ofPost = { postId: ClientId };
/** What the log keeps of posts. */
export const POST_EVENTS = {
  'post.published': exactly({
    type: Type.Literal('post.published'),
    ...ofPost,
    outletId: Id,
    /** As the editor's invite names him. */
    author: Type.Optional(plainText(80, 1)),
    title: Type.Optional(title),
    text,
    pictures,
    feature: Type.Optional(Feature),
    sharesPostId: Type.Optional(ClientId),
    awaitedPictures: Type.Optional(awaitedPictures),
    stopId: Type.Optional(Id),
    areaId: Type.Optional(Id),
    brandId: Type.Optional(Id),
    position: Type.Optional(Position),
  }),
  'post.corrected': exactly({
    type: Type.Literal('post.corrected'),
    ...ofPost,
    note: plainText(400, 1),
    title: Type.Optional(title),
    text: Type.Optional(text),
    pictures: Type.Optional(pictures),
    feature: Type.Optional(Feature),
  }),
  'post.withdrawn': exactly({ type: Type.Literal('post.withdrawn'), ...ofPost, reason: plainText(400, 1) }),
  'post.pinned': exactly({ type: Type.Literal('post.pinned'), ...ofPost }),
  'post.unpinned': exactly({ type: Type.Literal('post.unpinned'), ...ofPost }),
  'post.pictured': exactly({ type: Type.Literal('post.pictured'), ...ofPost, picture: Picture }),
  'post.awaitsFewer': exactly({
    type: Type.Literal('post.awaitsFewer'),
    ...ofPost,
    awaitedPictures: Type.Integer({ minimum: 0, maximum: MOST_PICTURES }),
  }),
  'post.described': exactly({ type: Type.Literal('post.described'), ...ofPost, ...DESCRIPTION }),
  'post.keyed': exactly({ type: Type.Literal('post.keyed'), ...ofPost }),
  'post.unkeyed': exactly({ type: Type.Literal('post.unkeyed'), ...ofPost }),
} as const;
export type PostEvent = EventOf<typeof POST_EVENTS>;

/** At most this many posts stay pinned; the feed must still show news. */
const MOST_PINNED = 5;

/** Decides {@link PublishPost}: by an editor, with something to say, about things that exist. */
export function decidePublishPost(tour: Tour, command: PublishPost, { actor }: Context): Decision<PostEvent> {
  const { type: _type, postId, title, ...rest } = command;
  const post = { ...(title !== undefined && !isBlank(title) && { title }), ...withoutBlanks(rest) };
  const setup = tour.setup;
  if (setup === null || !setup.outlets.some((outlet) => outlet.id === actor.id))
    return refuse('outlet.unknown', { outlet: actor.id });
  if (valueAt(tour.posts, postId) !== undefined) return refuse('post.exists', { post: postId });
  if (isEmpty(post) && post.sharesPostId === undefined && post.awaitedPictures === undefined)
    return refuse('post.empty');
  const wrong = wrongFeature(tour, post.feature) ?? wrongShare(tour, post.sharesPostId, actor.id);
  if (wrong !== undefined) return wrong;
  if (post.pictures.length + (post.awaitedPictures ?? 0) > MOST_PICTURES)
    return refuse('post.too-many-pictures', { most: MOST_PICTURES });
  if (post.stopId !== undefined && !setup.stops.some((stop) => stop.id === post.stopId))
    return refuse('stop.unknown', { stop: post.stopId });
  if (post.areaId !== undefined && !setup.areas.some((area) => area.id === post.areaId))
    return refuse('area.unknown', { area: post.areaId });
  if (post.brandId !== undefined && !setup.brands.some((brand) => brand.id === post.brandId))
    return refuse('brand.unknown', { brand: post.brandId });
  const author = actor.name === undefined ? {} : { author: actor.name };
  return happens({ type: 'post.published', postId, outletId: actor.id, ...author, ...post });
}

/** Words of which nothing can be seen are none: all later code asks only whether there are any. */
const withoutBlanks = <T extends { readonly title?: string; readonly text?: string }>(words: T): T => ({
  ...words,
  ...(words.title !== undefined && isBlank(words.title) && { title: '' }),
  ...(words.text !== undefined && isBlank(words.text) && { text: '' }),
});

const isEmpty = (content: PostContent): boolean =>
  isBlank(content.text) &&
  isBlank(content.title ?? '') &&
  content.pictures.length === 0 &&
  content.feature === undefined;

/** Why a feature cannot be published: a moment that is told already, a video that is nowhere. */
function wrongFeature(tour: Tour, feature: Feature | undefined): Refusal | undefined {
  if (feature?.kind === 'video' && (feature.file === undefined) === (feature.link === undefined))
    return refuse('video.one-source');
  if (feature?.kind !== 'moment') return undefined;
  const told = valueAt(tour.posts, tour.momentsTold[feature.momentId] ?? '');
  return told === undefined || told.withdrawn !== undefined
    ? undefined
    : refuse('moment.told', { post: told.id });
}

/** Why a post cannot be passed on: it is not there, it is the outlet's own, or it passes another one on itself. */
function wrongShare(tour: Tour, sharedId: string | undefined, outletId: string): Refusal | undefined {
  if (sharedId === undefined) return undefined;
  const shared = valueAt(tour.posts, sharedId);
  if (shared === undefined) return refuse('post.unknown', { post: sharedId });
  if (shared.withdrawn !== undefined) return refuse('post.withdrawn', { post: sharedId });
  return shared.outletId === outletId || shared.sharesPostId !== undefined
    ? refuse('post.not-to-share', { post: sharedId })
    : undefined;
}

/** The post that this actor may change, or why not. */
export function ownPost(
  tour: Tour,
  postId: string,
  { actor }: Context,
): { readonly ok: true; readonly post: Post } | Refusal {
  const post = valueAt(tour.posts, postId);
  if (post === undefined) return refuse('post.unknown', { post: postId });
  if (actor.role === 'editor' && actor.id !== post.outletId)
    return refuse('post.other-outlet', { outlet: post.outletId });
  if (post.withdrawn !== undefined) return refuse('post.withdrawn', { post: postId });
  return { ok: true, post };
}

/** Decides {@link CorrectPost}: refuses an edit of an older version, so that no colleague's work is overwritten. */
export function decideCorrectPost(tour: Tour, command: CorrectPost, context: Context): Decision<PostEvent> {
  const own = ownPost(tour, command.postId, context);
  if (!own.ok) return own;
  const { type: _type, postId, basedOnVersion, note, ...given } = command;
  const changes = withoutBlanks(given);
  if (basedOnVersion > own.post.version || basedOnVersion < versionOf(own.post, changes))
    return refuse('post.stale', { version: own.post.version, basedOn: basedOnVersion });
  const after = { ...own.post, ...changes };
  if (isEmpty(after) && after.sharesPostId === undefined) return refuse('post.empty');
  if (changes.feature?.kind !== own.post.feature?.kind && changes.feature !== undefined)
    return refuse('post.other-kind');
  const wrong = changes.feature?.kind === 'moment' ? undefined : wrongFeature(tour, changes.feature);
  if (wrong !== undefined) return wrong;
  return happens({ type: 'post.corrected', postId, note, ...changes });
}

/** The version that must have been seen by whoever corrects: pins, and pictures that arrived, are in nobody's way. */
const versionOf = (post: Post, { pictures }: Partial<PostContent>): number =>
  Math.max(post.wordsVersion ?? 1, pictures === undefined ? 1 : (post.picturesVersion ?? 1));

/** Decides {@link AttachPicture}: while pictures are awaited; the same one twice is there once. */
export function decideAttachPicture(
  tour: Tour,
  command: AttachPicture,
  context: Context,
): Decision<PostEvent> {
  const own = ownPost(tour, command.postId, context);
  if (!own.ok) return own;
  const { postId, picture } = command;
  if (own.post.pictures.some(({ id, order }) => id === picture.id && order === picture.order))
    return happens();
  return own.post.awaitedPictures === undefined
    ? refuse('post.awaits-no-picture', { post: postId })
    : happens({ type: 'post.pictured', postId, picture });
}

/**
 * Decides {@link AwaitFewerPictures}: only ever down, so that a retry that comes late takes nothing back. A post that
 * is nothing but the pictures that do not come is to be corrected or withdrawn.
 */
export function decideAwaitFewerPictures(
  tour: Tour,
  { postId, awaitedPictures }: AwaitFewerPictures,
  context: Context,
): Decision<PostEvent> {
  const own = ownPost(tour, postId, context);
  if (!own.ok) return own;
  if (awaitedPictures >= (own.post.awaitedPictures ?? 0)) return happens();
  return awaitedPictures === 0 && isEmpty(own.post) && own.post.sharesPostId === undefined
    ? refuse('post.only-pictures', { post: postId })
    : happens({ type: 'post.awaitsFewer', postId, awaitedPictures });
}

/** Decides {@link MarkKeyMoment}. */
export function decideMarkKeyMoment(
  tour: Tour,
  command: MarkKeyMoment,
  context: Context,
): Decision<PostEvent> {
  const own = ownPost(tour, command.postId, context);
  if (!own.ok) return own;
  const { postId, isKey } = command;
  if ((own.post.keyAt !== undefined) === isKey) return happens();
  return happens({ type: isKey ? 'post.keyed' : 'post.unkeyed', postId });
}

/** Decides {@link WithdrawPost}. */
export function decideWithdrawPost(tour: Tour, command: WithdrawPost, context: Context): Decision<PostEvent> {
  const own = ownPost(tour, command.postId, context);
  return own.ok ? happens({ type: 'post.withdrawn', postId: command.postId, reason: command.reason }) : own;
}

/** Decides {@link PinPost}. */
export function decidePinPost(tour: Tour, command: PinPost, context: Context): Decision<PostEvent> {
  const own = ownPost(tour, command.postId, context);
  if (!own.ok) return own;
  if ((own.post.pinnedAt !== undefined) === command.pinned) return happens();
  if (!command.pinned) return happens({ type: 'post.unpinned', postId: command.postId });
  return pinnedPosts(tour).length >= MOST_PINNED
    ? refuse('post.too-many-pinned', { most: MOST_PINNED })
    : happens({ type: 'post.pinned', postId: command.postId });
}

/** Whether a post belongs to the timeline: marked as a key moment, or itself one. */
export const isKeyMoment = ({ keyAt, feature, withdrawn }: Post): boolean =>
  withdrawn === undefined && (keyAt !== undefined || feature?.kind === 'moment');

/** Pinned posts, the one pinned last first. */
export function pinnedPosts(tour: Tour): readonly Post[] {
  const pinned: Post[] = [];
  for (const bucket of tour.posts.buckets) {
    for (const post of Object.values(bucket ?? {})) if (post.pinnedAt !== undefined) pinned.push(post);
  }
  return pinned.sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) || (a.id < b.id ? -1 : 1));
}
