import { untrack } from 'svelte';
import { tourToPart } from '../../shared/protocol.ts';
import { isOpened } from '../../shared/tour/conduct/opening.ts';
import { noneKeyed } from '../../shared/tour/keyed.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import { onHint, onReturn } from '../live/hints.ts';
import { toRemember } from '../live/remembered.ts';
import { isHeld } from '../outbox/ballots/ballot-box.ts';
import { noteShown } from '../outbox/ballots/problem-note.ts';
import { remembering } from '../outbox/remembering.ts';
import { asks } from './agenda/agenda.ts';
import { openItem } from './agenda/places.ts';
import type { JudgeDesk } from './desk.svelte.ts';

/** Lets the desk follow its tour: what arrives is remembered as this build's, what was sent is seen, where the convoy is comes up. */
export function follow(desk: JudgeDesk, build: string): () => void {
  const { store } = desk;
  const memory = remembering(() => remember(desk, build));
  let lastArrival: string | undefined;
  const wake = (): void => {
    if (document.hidden) return;
    desk.database.settle();
    desk.outbox?.wake();
    void desk.tellKnown();
  };
  onHint(wake);
  onReturn(() => void desk.read());
  return $effect.root(() => {
    $effect(() => {
      if (store.following.epoch === '') return;
      memory.changed();
    });
    $effect(() => {
      const { ballots, problems } = store.tour;
      for (const itemId of desk.boxes.keys()) {
        const ballot = ballots[itemId]?.[desk.judgeId ?? ''];
        if (ballot) void desk.outbox?.saw(itemId, ballot.version, ballot);
      }
      for (const note of desk.notes)
        if (noteShown(note, problems[note.key]?.version ?? 0)) void desk.outbox?.dropNote(note.key);
    });
    $effect(() => {
      const { kind } = store.connection;
      if (kind === 'live' || kind === 'polling') {
        desk.outbox?.wake();
        void untrack(() => desk.tellKnown());
      }
      // A line that is refused looks like one that is lost: whoever has no session any more is told so.
      if (kind !== 'connecting') void desk.outbox?.look();
    });
    $effect(() => {
      // The server was put back to an older copy: what it took since may be gone.
      if (store.era > 0) void untrack(() => desk.outbox)?.putBack();
    });
    $effect(() => {
      // A lock that was lifted, a stop at which the convoy is by now: what was refused for it goes out by itself.
      for (const [itemId, box] of desk.boxes) {
        const unlocked = box.refused?.code === 'item.locked' && store.tour.locks[itemId]?.locked === false;
        const item = isHeld(box) ? desk.item(itemId)?.item : undefined;
        if (unlocked || (item !== undefined && isOpened(store.tour, item))) void desk.outbox?.retry(itemId);
      }
    });
    $effect(() => {
      const { current } = desk;
      if (current?.arrived !== true || current.id === lastArrival || desk.lines.length === 0) return;
      lastArrival = current.id;
      const filling = desk.openId !== undefined && (desk.drafts.has(desk.openId) || desk.writing);
      const line = desk.line(current.id);
      if (!filling && desk.openId !== current.id && line !== undefined && asks(line))
        openItem(desk, current.id);
    });
  });
}

/** Keeps what the page shows, without posts, which it does not. */
function remember({ store, database, judgeId, time }: JudgeDesk, build: string): boolean {
  const { tour } = store.following;
  if (judgeId === undefined) return false;
  const part = tourToPart({ ...tour, posts: noneKeyed<Post>(), feed: [] }, 1);
  void database.remember({
    tour: store.tourId,
    judgeId,
    ...toRemember(store, time, build, part),
  });
  return true;
}
