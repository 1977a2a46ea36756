import type { TourEvent } from '../../../shared/tour/events.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import { type Ballot, type BallotEvent, ballotAfter } from '../../../shared/tour/judging/ballots.ts';
import { KeyedDraft, valueAt } from '../../../shared/tour/keyed.ts';
import { besideFeed, postAfter } from '../../../shared/tour/posts/post-fold.ts';
import type { Post, PostEvent } from '../../../shared/tour/posts/posts.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';

/*
 * A tour that takes many events in a row: what `evolve` makes of them one after another. Ballots and posts, of
 * which there are most, cost a copy of what they stand among each; with hundreds of judges and a long feed that
 * copying was most of a start and of a busy server's time.
 */

/** An item's ballots by judge. */
export type OfStop = Record<string, Ballot>;

/** Whether an event is about one ballot. */
export const isBallot = (event: TourEvent): event is BallotEvent =>
  event.type === 'ballot.cast' || event.type === 'ballot.amended';

const isPost = (event: TourEvent): event is PostEvent => event.type.startsWith('post.');

/** The fold's own tour: copies ballots and posts once for each time that it is shown, not once for each event. */
export class TourDraft {
  #tour: Tour = emptyTour;
  #ballots: Record<string, OfStop> | undefined;
  readonly #ownStops = new Map<string, OfStop>();
  #posts: KeyedDraft<Post> | undefined;
  #feed: string[] | undefined;

  /** The tour after everything that was taken: a value, which does not change any more. */
  get tour(): Tour {
    this.#ballots = undefined;
    this.#ownStops.clear();
    this.#posts = undefined;
    this.#feed = undefined;
    return this.#tour;
  }

  /** The same tour to look at before the next event is taken: it changes with that. Not to be kept. */
  get passing(): Tour {
    return this.#tour;
  }

  /** Takes the next event, that happened at server time `at` (ms). */
  take(event: TourEvent, at: number): void {
    if (isBallot(event)) this.#takeBallot(event, at);
    else if (isPost(event)) this.#takePost(event, at);
    else this.#tour = evolve(this.#tour, event, at);
  }

  #takeBallot(event: BallotEvent, at: number): void {
    const { itemId, judgeId } = event;
    const own = this.#ownBallots(itemId);
    own[judgeId] = ballotAfter(own[judgeId], event, at);
  }

  /** The draft's own copy of a stop's ballots. */
  #ownBallots(itemId: string): OfStop {
    if (this.#ballots === undefined || this.#tour.ballots !== this.#ballots) {
      this.#ballots = { ...this.#tour.ballots };
      this.#ownStops.clear();
      this.#tour = { ...this.#tour, ballots: this.#ballots };
    }
    let own = this.#ownStops.get(itemId);
    if (own === undefined) {
      own = { ...this.#ballots[itemId] };
      this.#ballots[itemId] = own;
      this.#ownStops.set(itemId, own);
    }
    return own;
  }

  #takePost(event: PostEvent, at: number): void {
    const { postId } = event;
    const { posts, feed } = this.#tour;
    const known = valueAt(posts, postId);
    const post = postAfter(known, event, at);
    if (post === undefined || post === known) return;
    if (this.#posts?.map !== posts) this.#posts = new KeyedDraft(posts);
    this.#posts.set(postId, post);
    this.#tour = { ...this.#tour, posts: this.#posts.map };
    if (known !== undefined) return;
    if (this.#feed === undefined || this.#feed !== feed) this.#feed = [...feed];
    this.#feed.push(postId);
    this.#tour = { ...this.#tour, feed: this.#feed, ...besideFeed(this.#tour, post) };
  }
}
