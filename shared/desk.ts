import { type Static, Type } from 'typebox';
import type { From } from './came-from.ts';
import { ClientId, exactly, plainText, UnixMs } from './schema.ts';
import type { ProposedMoment } from './tour/posts/moments.ts';
import { type Post, PublishPost } from './tour/posts/posts.ts';

/** What the media desk and the server say to each other, beside the commands. */

const { type: _type, postId: _postId, ...members } = PublishPost.properties;

/** What a draft holds: everything of a post but its id, in the same shape and with the same bounds. */
export const DraftContent = exactly(members);
export type DraftContent = Static<typeof DraftContent>;

/** States that an editor gives a draft; `failed` is the server's: it was to be published and could not. */
const WANTED_STATES = ['draft', 'review', 'scheduled'] as const;

/** Saves a draft. `basedOnVersion` is the version that was edited, 0 for a new one. */
export const SaveDraft = exactly({
  basedOnVersion: Type.Integer({ minimum: 0 }),
  state: Type.Enum(WANTED_STATES),
  content: DraftContent,
  /** For colleagues: what is still to be done. */
  note: Type.Optional(plainText(400)),
  /** When the server is to publish it; with `scheduled` only. */
  scheduledAtUnixMs: Type.Optional(UnixMs),
});
export type SaveDraft = Static<typeof SaveDraft>;

/** A post that is not published yet, seen by the editors of its outlet. Published, its id is the post's. */
export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly outletId: string;
  /** Whose byline it gets: the editor who began it. */
  readonly author?: string;
  readonly state: (typeof WANTED_STATES)[number] | 'failed';
  readonly content: DraftContent;
  readonly note?: string;
  readonly scheduledAtUnixMs?: number;
  /** Why it could not be published, in the reader's language. */
  readonly failure?: { readonly code: string; readonly message: string };
  readonly updatedAtUnixMs: number;
  readonly updatedBy?: string;
}

/** A sign of life of an editor's page, every few seconds. */
export const Beat = exactly({
  screenId: ClientId,
  /** The post or draft that is open for editing. */
  editing: Type.Optional(ClientId),
  /** `draftsVersion` of the last answer: where nothing has changed since, no drafts are sent. */
  draftsVersion: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type Beat = Static<typeof Beat>;

/** Another page of the same outlet that is open now. */
export interface Colleague {
  readonly screenId: string;
  readonly outletId: string;
  readonly name?: string;
  readonly editing?: string;
  readonly seenAtUnixMs: number;
}

/** A moment that nobody has told yet, with words to begin with. */
export interface SuggestedMoment extends ProposedMoment {
  readonly title: string;
  readonly text: string;
  readonly brandId?: string;
}

/** What a beat is answered. */
export interface BeatAnswer {
  readonly nowUnixMs: number;
  readonly colleagues: readonly Colleague[];
  /** Another number with every change of the outlet's own drafts. */
  readonly draftsVersion: number;
  /** Newest change first; absent where the asked `draftsVersion` still holds. */
  readonly drafts?: readonly Draft[];
  readonly moments: readonly SuggestedMoment[];
  /** Hosts whose films may be linked to. */
  readonly videoHosts: readonly string[];
}

/** A post as it stood after one of its changes. */
export interface PostVersion extends Partial<Pick<Post, 'title' | 'text' | 'pictures' | 'feature'>> {
  /** Server time, ms. */
  readonly at: number;
  /** Who, as `role:id`; to an outlet, of the organiser only the role. */
  readonly by: string;
  /** What happened, as the log names it. */
  readonly event: string;
  /** What was wrong, or why it was withdrawn. */
  readonly note?: string;
}

type CountsByFrom = Readonly<Partial<Record<From, number>>>;

/** What the desk's dashboard shows: counts of what is public, for every outlet. */
export interface Dashboard {
  readonly outlets: readonly {
    readonly outletId: string;
    /** Published, withdrawn ones included. */
    readonly posts: number;
    readonly pictures: number;
    readonly corrections: number;
    readonly withdrawn: number;
    readonly views: number;
    readonly likes: number;
  }[];
  /** The posts that were opened most by their own address, at most 50. */
  readonly posts: readonly {
    readonly postId: string;
    readonly outletId: string;
    readonly title: string;
    readonly publishedAt: number;
    readonly views: number;
    readonly likes: number;
    readonly from: CountsByFrom;
  }[];
  /** How many were on the page, over time. */
  readonly viewers: readonly { readonly atUnixMs: number; readonly present: number }[];
  /** Where visits of the whole tour came from. */
  readonly from: CountsByFrom;
}
