import type { Announcement } from '../../shared/tour/conduct/announcements.ts';
import { standing } from '../../shared/tour/conduct/said.ts';
import type { Commands } from '../outbox/commands.ts';
import { freshKey } from '../outbox/fresh-key.ts';

/** What the organiser announced, and what this judge has said to know. That waits on this page until it is answered. */
export class Known {
  /** Said here and not answered yet: the announcement with the retry key of its command. */
  #waiting: ReadonlyMap<string, string> = $state.raw(new Map());
  #sending = false;

  /** What stands just now, the newest first; each with whether the judge knows it. */
  shown(
    announcements: Readonly<Record<string, Announcement>>,
    judgeId: string,
    nowUnixMs: number,
  ): readonly { readonly said: Announcement; readonly known: boolean }[] {
    return standing(announcements, nowUnixMs).map((said) => ({
      said,
      known: Object.hasOwn(said.known, judgeId) || this.#waiting.has(said.id),
    }));
  }

  /** The judge knows it. */
  add(announcementId: string): void {
    this.#waiting = new Map(this.#waiting).set(announcementId, freshKey());
  }

  /** Sends what waits, one after the other; what nobody answers waits on. */
  async send(commands: Commands): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (const [announcementId, commandId] of this.#waiting) {
        const { kind } = await commands.give('acknowledgeAnnouncement', { commandId, announcementId });
        if (kind === 'later') return;
        // Refused, it is nothing that a judge could mend; taken, the tour says so.
        this.#waiting = new Map([...this.#waiting].filter(([id]) => id !== announcementId));
      }
    } finally {
      this.#sending = false;
    }
  }
}
