import { Convoy } from '../../server/live/frames/convoy.ts';
import { Hub } from '../../server/live/frames/hub.ts';
import type { Member } from '../../server/live/frames/members.ts';
import type { Message } from '../../server/live/frames/wire.ts';
import type { Fold } from '../../server/live/log/fold.ts';
import { type Following, fromSnapshot, takeFrame } from '../../shared/follow.ts';
import type { Frame, Snapshot } from '../../shared/protocol.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { valueAt } from '../../shared/tour/keyed.ts';

/** A hub whose wire is the messages' text, on a fold that the test grows. */
export function textHub(fold: Fold, convoy = new Convoy()): { hub: Hub; convoy: Convoy } {
  const encode = (message: Message) =>
    Buffer.from(JSON.stringify({ kind: message.kind, body: JSON.parse(message.json) as unknown }));
  return {
    convoy,
    hub: new Hub({
      fold: () => fold,
      convoy: () => convoy,
      encode,
      observeFrame: () => undefined,
      gatherMs: 0,
    }),
  };
}

/** A follower at the end of such a wire. It says when it lacks something, as a page does. */
export class Follower implements Member {
  state: Following | undefined;
  backlog = 0;
  readonly sent: string[] = [];
  behind = false;

  send(encoded: Buffer): void {
    const text = encoded.toString();
    this.sent.push(text);
    this.take(text);
  }

  backlogBytes(): number {
    return this.backlog;
  }

  /** Takes a message, perhaps late or twice. */
  take(text: string): void {
    const message = JSON.parse(text) as { kind: 'frame'; body: Frame } | { kind: 'snapshot'; body: Snapshot };
    if (message.kind === 'snapshot') {
      this.state = fromSnapshot(message.body);
      this.behind = false;
      return;
    }
    if (this.state === undefined) return;
    const taken = takeFrame(this.state, message.body, evolve);
    this.behind = !taken.ok;
    if (taken.ok) this.state = taken.state;
  }

  /** What it says when it comes back. */
  hello(): { epoch?: string; seq?: number; digits?: string; track?: { version: number; count: number } } {
    if (this.state === undefined) return {};
    const { epoch, seq, digits, latest } = this.state;
    return {
      epoch,
      seq,
      digits: digits.at(-1) ?? '',
      track: { version: latest.track.version, count: latest.track.count },
    };
  }
}

/** What a reader of the page would see: the state without what only catching up needs. */
export function seenState(state: Following | undefined, posts: number): unknown {
  if (state === undefined) return undefined;
  const feed = state.tour.feed.slice(-posts);
  const all = Object.fromEntries(state.tour.posts.buckets.flatMap((bucket) => Object.entries(bucket ?? {})));
  const pinned = Object.values(all).filter((post) => post.pinnedAt !== undefined);
  return {
    ...state.tour,
    posts: [...feed.map((id) => all[id]), ...pinned.sort((a, b) => (a.id < b.id ? -1 : 1))],
    feed,
    latest: { ...state.latest, likes: shownLikes(state, feed) },
    postCount: state.postCount,
    seq: state.seq,
  };
}

/** The counts that stand under these posts: a post that nobody likes and one that is withdrawn have none. */
function shownLikes({ tour, latest }: Following, feed: readonly string[]): Record<string, number> {
  const liked = feed.filter(
    (id) => (latest.likes[id] ?? 0) > 0 && valueAt(tour.posts, id)?.withdrawn === undefined,
  );
  return Object.fromEntries(liked.map((id) => [id, latest.likes[id] ?? 0]));
}
