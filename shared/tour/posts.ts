import { type Static, Type } from 'typebox';
import { ClientId, exactly, Id, Position, plainText } from '../schema.ts';
import type { Context } from './actor.ts';
import { valueAt, withValue } from './keyed.ts';
import { type Decision, happens, type Refusal, refuse } from './outcome.ts';
import type { Tour } from './state.ts';

/** A picture in a post: made by the server when it was uploaded; the alt text is the editor's. */
export const Picture = exactly({
  /** Content hash, part of every URL of the picture. */
  id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  width: Type.Integer({ minimum: 1, maximum: 20_000 }),
  height: Type.Integer({ minimum: 1, maximum: 20_000 }),
  /** Widths in pixels in which it is kept, ascending. */
  widths: Type.Array(Type.Integer({ minimum: 1, maximum: 8192 }), { minItems: 1, maxItems: 6 }),
  /** Average colour, shown until the picture is there. */
  colour: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
  alt: plainText(300, 1),
  altEn: Type.Optional(plainText(400, 1)),
});
export type Picture = Static<typeof Picture>;

const title = plainText(120);
const text = plainText(8000);
const pictures = Type.Array(Picture, { maxItems: 30 });

/** Puts a post into the feed, under the outlet of the editor. */
export const PublishPost = exactly({
  type: Type.Literal('publishPost'),
  postId: ClientId,
  title: Type.Optional(title),
  text,
  pictures,
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
});
export type CorrectPost = Static<typeof CorrectPost>;

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
  readonly pinnedAt?: number;
  readonly corrections: readonly { readonly at: number; readonly note: string }[];
  readonly withdrawn?: { readonly at: number; readonly reason: string };
}

export type PostEvent =
  | ({
      readonly type: 'post.published';
      readonly postId: string;
      readonly outletId: string;
      readonly author?: string;
    } & PostContent &
      Pick<Post, 'stopId' | 'areaId' | 'brandId' | 'position'>)
  | ({
      readonly type: 'post.corrected';
      readonly postId: string;
      readonly note: string;
    } & Partial<PostContent>)
  | { readonly type: 'post.withdrawn'; readonly postId: string; readonly reason: string }
  | { readonly type: 'post.pinned'; readonly postId: string }
  | { readonly type: 'post.unpinned'; readonly postId: string };

/** At most this many posts stay pinned; the feed must still show news. */
const MOST_PINNED = 5;

/** Decides {@link PublishPost}: by an editor, with something to say, about things that exist. */
export function decidePublishPost(tour: Tour, command: PublishPost, { actor }: Context): Decision<PostEvent> {
  const { type: _type, postId, ...post } = command;
  const setup = tour.setup;
  if (setup === null || !setup.outlets.some((outlet) => outlet.id === actor.id))
    return refuse('outlet.unknown', { outlet: actor.id });
  if (valueAt(tour.posts, postId) !== undefined) return refuse('post.exists', { post: postId });
  if (post.text.trim() === '' && (post.title ?? '').trim() === '' && post.pictures.length === 0)
    return refuse('post.empty');
  if (post.stopId !== undefined && !setup.stops.some((stop) => stop.id === post.stopId))
    return refuse('stop.unknown', { stop: post.stopId });
  if (post.areaId !== undefined && !setup.areas.some((area) => area.id === post.areaId))
    return refuse('area.unknown', { area: post.areaId });
  if (post.brandId !== undefined && !setup.brands.some((brand) => brand.id === post.brandId))
    return refuse('brand.unknown', { brand: post.brandId });
  const author = actor.name === undefined ? {} : { author: actor.name };
  return happens({ type: 'post.published', postId, outletId: actor.id, ...author, ...post });
}

/** The post that this actor may change, or why not. */
function ownPost(
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
  if (own.post.version !== command.basedOnVersion) {
    return refuse('post.stale', { version: own.post.version, basedOn: command.basedOnVersion });
  }
  const { type: _type, postId, basedOnVersion: _basedOn, note, ...changes } = command;
  const after = { ...own.post, ...changes };
  if (after.text.trim() === '' && (after.title ?? '').trim() === '' && after.pictures.length === 0)
    return refuse('post.empty');
  return happens({ type: 'post.corrected', postId, note, ...changes });
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

/** Folds a post's event. A change of a post that is not known here (an audience may hold only the newest) changes nothing. */
export function evolvePosts(tour: Tour, event: PostEvent, at: number): Tour {
  if (event.type === 'post.published') {
    if (valueAt(tour.posts, event.postId) !== undefined) return tour;
    const { type: _type, postId, ...content } = event;
    const post: Post = { id: postId, version: 1, publishedAt: at, corrections: [], ...content };
    const outletsWithPosts = tour.outletsWithPosts.includes(event.outletId)
      ? tour.outletsWithPosts
      : [...tour.outletsWithPosts, event.outletId];
    return {
      ...tour,
      posts: withValue(tour.posts, postId, post),
      feed: [...tour.feed, postId],
      outletsWithPosts,
    };
  }
  const before = valueAt(tour.posts, event.postId);
  if (before === undefined) return tour;
  return { ...tour, posts: withValue(tour.posts, event.postId, changedPost(before, event, at)) };
}

/** A post after a change. */
export function changedPost(
  post: Post,
  event: Exclude<PostEvent, { type: 'post.published' }>,
  at: number,
): Post {
  const version = post.version + 1;
  switch (event.type) {
    case 'post.corrected': {
      const { type: _type, postId: _id, note, ...changes } = event;
      return { ...post, ...changes, version, corrections: [...post.corrections, { at, note }] };
    }
    case 'post.withdrawn': {
      const { title: _title, pinnedAt: _pinned, position: _position, ...place } = post;
      return { ...place, version, text: '', pictures: [], withdrawn: { at, reason: event.reason } };
    }
    case 'post.pinned':
      return { ...post, version, pinnedAt: at };
    case 'post.unpinned': {
      const { pinnedAt: _pinned, ...rest } = post;
      return { ...rest, version };
    }
  }
}

/** Pinned posts, the one pinned last first. */
export function pinnedPosts(tour: Tour): readonly Post[] {
  const pinned: Post[] = [];
  for (const bucket of tour.posts.buckets) {
    for (const post of Object.values(bucket ?? {})) if (post.pinnedAt !== undefined) pinned.push(post);
  }
  return pinned.sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) || (a.id < b.id ? -1 : 1));
}
