import type { Feature } from '../../shared/tour/posts/post-kinds.ts';
import type { Cast } from './cast.ts';
import type { DemoClient } from './client.ts';
import { renderPicture, type SceneRef } from './pictures/pictures.ts';
import { demoFilm } from './posts/film.ts';
import { detailsOf } from './posts/picture-details.ts';
import { featureOf, filmWordsOf } from './posts/post-extras.ts';
import type { DemoPost } from './posts/posts.ts';
import { talkOf } from './setup.ts';
import type { Happening } from './timeline.ts';

/** Compositions of a scene that are rendered at most; more would only make the start slower. */
const VARIANTS = 2;

/** Pictures that are made at the same time: one is rendered while the server resizes the other. */
const AT_ONCE = 3;

/** Makes a happening happen, by whoever would do it on a tour. */
export class Player {
  readonly #client: DemoClient;
  readonly #cast: Cast;
  readonly #outletOf = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  readonly #pictures = new Map<string, Promise<object>>();
  readonly #films = new Map<string, ReturnType<DemoClient['uploadFilm']>>();
  readonly #published: string[] = [];

  constructor(client: DemoClient, cast: Cast) {
    this.#client = client;
    this.#cast = cast;
  }

  /** Gives the command that belongs to it. */
  async play(happening: Happening): Promise<void> {
    const { organiser, judges } = this.#cast;
    const mark = (stopId: string, status: string) =>
      this.#client.command(organiser, 'markStop', { stopId, status });
    switch (happening.kind) {
      case 'day-begins':
        return this.#client.command(organiser, 'beginDay', { day: happening.day });
      case 'day-ends':
        return this.#client.command(organiser, 'endDay', { day: happening.day });
      case 'heads-for':
        return mark(happening.stopId, 'on-the-way');
      case 'arrives':
        return mark(happening.stopId, 'arrived');
      case 'leaves':
        return mark(happening.stopId, 'left');
      case 'ballot':
      case 'road-show-ballot': {
        const { judgeId, marks, comment } = happening;
        const itemId = happening.kind === 'ballot' ? happening.stopId : talkOf(happening.areaId);
        const ballot = { itemId, marks, ...(comment === undefined ? {} : { comment }) };
        return this.#client.command(judges.get(judgeId) ?? '', 'castBallot', ballot);
      }
      case 'problem': {
        const { id, stopId, kind, severity, text } = happening.problem;
        const note = { problemId: id, itemId: stopId, kind, severity, text };
        return this.#client.command(judges.get(happening.judgeId) ?? '', 'noteProblem', note);
      }
      case 'post':
        return this.#publish(happening);
      case 'correct': {
        const { postId, note, title, text } = happening;
        return this.#change(postId, 'correctPost', {
          note,
          title,
          text,
          basedOnVersion: this.#versions.get(postId) ?? 1,
        });
      }
      case 'withdraw':
        return this.#change(happening.postId, 'withdrawPost', { reason: happening.reason });
      case 'key':
        return this.#change(happening.postId, 'markKeyMoment', { isKey: true });
      case 'share':
        return this.#client.command(this.#editor(happening.by), 'publishPost', {
          ...{ postId: `share-${postIdOf(happening.postId)}`, sharesPostId: postIdOf(happening.postId) },
          ...{ text: happening.text, pictures: [] },
        });
      case 'pin':
      case 'unpin':
        return this.#change(happening.postId, 'pinPost', { pinned: happening.kind === 'pin' });
      case 'lock':
        return this.#client.command(organiser, 'lockItem', { itemId: happening.itemId });
      case 'show':
        return this.#client.command(organiser, 'setVisibility', { visibility: happening.visibility });
      case 'finalise':
        return this.#client.command(organiser, 'finaliseResult', { reason: '核对无误' });
      case 'road-show-begins':
      case 'road-show-ends':
        return;
    }
  }

  /** Renders and uploads the pictures of what is to come, some at a time, while other things happen. */
  async prepare(happenings: readonly Happening[]): Promise<void> {
    const coming = happenings
      .flatMap((happening) => (happening.kind === 'post' ? [happening.post] : []))
      .values();
    const work = async () => {
      for (const post of coming) {
        for (const { scene } of post.pictures) await this.#picture(this.#editor(post.outletId), scene);
        await this.#film(this.#editor(post.outletId), post);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #publish({ post, atUnixMs }: Extract<Happening, { kind: 'post' }>): Promise<void> {
    const token = this.#editor(post.outletId);
    const pictures = await Promise.all(
      post.pictures.map(async ({ scene, alt }, index) => ({
        ...(await this.#picture(token, scene)),
        alt: alt.zh,
        altEn: alt.en,
        ...detailsOf(post, index, atUnixMs),
      })),
    );
    const feature = (await this.#film(token, post)) ?? featureOf(post.title);
    this.#outletOf.set(post.id, post.outletId);
    this.#versions.set(post.id, 1);
    await this.#client.command(token, 'publishPost', {
      postId: postIdOf(post.id),
      title: post.title,
      text: post.text,
      pictures,
      ...(post.stopId === undefined ? {} : { stopId: post.stopId }),
      ...(post.brandId === undefined ? {} : { brandId: post.brandId }),
      ...(feature === undefined ? {} : { feature }),
    });
    this.#published.push(postIdOf(post.id));
  }

  /** The ids of what was published, oldest first. */
  get published(): readonly string[] {
    return this.#published;
  }

  async #change(id: string, type: string, members: object): Promise<void> {
    await this.#client.command(this.#editor(this.#outletOf.get(id) ?? ''), type, {
      postId: postIdOf(id),
      ...members,
    });
    this.#versions.set(id, (this.#versions.get(id) ?? 1) + 1);
  }

  #picture(token: string, scene: SceneRef): Promise<object> {
    const ref = { ...scene, seed: scene.seed % VARIANTS };
    const key = JSON.stringify(ref);
    const known =
      this.#pictures.get(key) ?? renderPicture(ref).then((bytes) => this.#client.upload(token, bytes));
    this.#pictures.set(key, known);
    return known;
  }

  /** The film of a post, where it has one. */
  async #film(token: string, { id, title }: DemoPost): Promise<Feature | undefined> {
    const alt = filmWordsOf(title);
    if (alt === undefined) return undefined;
    const film = this.#films.get(id) ?? this.#client.uploadFilm(token, demoFilm());
    this.#films.set(id, film);
    const { id: fileId, bytes } = await film;
    return { kind: 'video', file: { id: fileId, bytes }, alt };
  }

  #editor(outletId: string): string {
    return this.#cast.editors.get(outletId) ?? '';
  }
}

/** Ids of posts have eight characters at least. */
const postIdOf = (id: string): string => `demo-${id.padStart(4, '0')}`;
