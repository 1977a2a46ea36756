import type { TourEvent } from '../../../shared/tour/events.ts';
import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';

/** What a post or a problem refers to. */
interface Held {
  readonly pictures: readonly string[];
  readonly film?: string | undefined;
}

const NOTHING: Held = { pictures: [] };

/**
 * Which pictures and films the log refers to. One that was published and that nothing refers to any more
 * (withdrawn, or corrected away) is gone, from that event on; every process and every restart knows the
 * same, for the log says it. What was never published is nobody's business here: see `UnusedMedia`.
 */
export class MediaUse {
  readonly #held = new Map<string, Held>();
  readonly #counts = new Map<string, number>();
  readonly #published = new Set<string>();
  readonly #gone = new Map<string, number>();
  /** Pictures of the programme's slides. It keeps those that nobody published; one that was withdrawn it does not hold back. */
  #slides: ReadonlySet<string> = new Set();

  /** What is gone: ids of pictures and films, each with the number of the event by which it went. */
  get gone(): ReadonlyMap<string, number> {
    return this.#gone;
  }

  /** Whether a post, a problem or the programme refers to a picture or film now. */
  uses(id: string): boolean {
    return this.#counts.has(id) || (this.#slides.has(id) && !this.#gone.has(id));
  }

  /** Whether a picture or film stood in a post at any time. */
  wasPublished(id: string): boolean {
    return this.#published.has(id);
  }

  /** Takes the next event of the log. */
  take(event: TourEvent, seq: number): void {
    switch (event.type) {
      case 'post.published':
        this.#hold(
          `post ${event.postId}`,
          seq,
          {
            pictures: namesOf(event.pictures),
            film: filmOf(event.feature),
          },
          true,
        );
        return;
      case 'post.corrected': {
        const before = this.#held.get(`post ${event.postId}`) ?? NOTHING;
        const film = event.feature === undefined ? before.film : filmOf(event.feature);
        const pictures = event.pictures === undefined ? before.pictures : namesOf(event.pictures);
        this.#hold(`post ${event.postId}`, seq, { pictures, film }, true);
        return;
      }
      case 'post.pictured': {
        const before = this.#held.get(`post ${event.postId}`) ?? NOTHING;
        const pictures = [...before.pictures, event.picture.id];
        this.#hold(`post ${event.postId}`, seq, { ...before, pictures }, true);
        return;
      }
      case 'post.withdrawn':
        this.#hold(`post ${event.postId}`, seq, NOTHING, true);
        return;
      case 'programme.set':
        this.#slides = new Set(event.programme.scenes.flatMap(({ pictureId }) => pictureId ?? []));
        return;
      case 'problem.noted':
      case 'problem.revised':
        this.#hold(`problem ${event.problemId}`, seq, { pictures: namesOf(event.pictures ?? []) }, false);
        return;
      case 'problem.withdrawn':
        this.#hold(`problem ${event.problemId}`, seq, NOTHING, false);
        return;
    }
  }

  #hold(holder: string, seq: number, after: Held, published: boolean): void {
    const before = this.#held.get(holder) ?? NOTHING;
    this.#held.set(holder, after);
    const [were, are] = [idsOf(before), idsOf(after)];
    for (const id of are) {
      if (published) this.#published.add(id);
      this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
      this.#gone.delete(id);
    }
    for (const id of were) {
      const left = (this.#counts.get(id) ?? 1) - 1;
      if (left > 0) this.#counts.set(id, left);
      else {
        this.#counts.delete(id);
        if (this.#published.has(id)) this.#gone.set(id, seq);
      }
    }
  }
}

const namesOf = (pictures: readonly { readonly id: string }[]): readonly string[] =>
  pictures.map(({ id }) => id);

const idsOf = ({ pictures, film }: Held): readonly string[] =>
  film === undefined ? pictures : [...pictures, film];

const filmOf = (feature: Feature | undefined): string | undefined =>
  feature?.kind === 'video' ? feature.file?.id : undefined;
