import type { Colleague, Draft, SuggestedMoment } from '../../shared/desk.ts';
import { freshKey } from '../outbox/fresh-key.ts';
import type { DeskServer } from '../outbox/posts/desk-server.ts';

const BEAT_MS = 4_000;

/** What the desk hears of its newsroom every few seconds: who is there, drafts, moments that could be told. */
export class Newsroom {
  colleagues = $state.raw<readonly Colleague[]>([]);
  drafts = $state.raw<readonly Draft[]>([]);
  moments = $state.raw<readonly SuggestedMoment[]>([]);
  videoHosts = $state.raw<readonly string[]>([]);
  /** Whether the last beat was answered. */
  heard = $state(false);
  /** What is open for editing on this page. */
  editing: string | undefined;
  readonly screenId = freshKey();
  readonly #server: DeskServer;
  #draftsVersion: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: DeskServer) {
    this.#server = server;
  }

  /** Says that this page is open, and takes what is new. Goes on by itself, but not while nobody looks. */
  async beat(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await this.#server.beat({
      screenId: this.screenId,
      ...(this.editing !== undefined && { editing: this.editing }),
      ...(this.#draftsVersion !== undefined && { draftsVersion: this.#draftsVersion }),
    });
    this.heard = answer.kind === 'taken';
    if (answer.kind === 'taken') {
      const { colleagues, drafts, draftsVersion, moments, videoHosts } = answer.body;
      this.colleagues = colleagues;
      this.moments = moments;
      this.videoHosts = videoHosts;
      this.#draftsVersion = draftsVersion;
      if (drafts !== undefined) this.drafts = drafts;
    }
    clearTimeout(this.#timer);
    if (!document.hidden) this.#timer = setTimeout(() => void this.beat(), BEAT_MS);
  }
}
