import { PROTOCOL, tourToPart } from '../../shared/protocol.ts';
import { onHint, onReturn } from '../live/hints.ts';
import { remembering } from '../outbox/remembering.ts';
import { isUnwritten } from '../outbox/writing.ts';
import type { MediaDesk } from './desk.svelte.ts';

const POSTS_REMEMBERED = 30;

/** Lets the desk follow its tour and its newsroom: what arrives is remembered, and signal sends what waits. */
export function follow(desk: MediaDesk): () => void {
  const { store, newsroom } = desk;
  const memory = remembering(() => remember(desk));
  const seen = (): void => {
    if (document.hidden) {
      desk.flush();
      return;
    }
    desk.database.settle();
    desk.outbox?.wake();
    void newsroom.beat();
  };
  onHint(seen);
  onReturn(() => void desk.read());
  // Some browsers in apps go on saying that a page is hidden: its hand on the screen says more.
  addEventListener('pointerdown', () => {
    if (document.hidden) void newsroom.beat();
  });
  addEventListener('pagehide', () => desk.flush());
  void newsroom.beat();
  return $effect.root(() => {
    $effect(() => {
      if (store.following.epoch === '') return;
      void desk.paused;
      memory.changed();
    });
    $effect(() => {
      if (store.connection.kind === 'live' || store.connection.kind === 'polling') desk.outbox?.wake();
    });
    $effect(() => {
      const { open } = desk;
      const editing = isUnwritten(open) ? undefined : (open.correcting?.postId ?? open.key);
      if (newsroom.editing === editing) return;
      newsroom.editing = editing;
      void newsroom.beat();
    });
  });
}

function remember({ store, database, outletId, author, time, paused }: MediaDesk): boolean {
  const { epoch, seq, digits, tour, latest } = store.following;
  if (outletId === undefined) return false;
  const part = tourToPart(tour, POSTS_REMEMBERED);
  const snapshot = { protocol: PROTOCOL, epoch, seq, digits, tour: part, latest };
  void database.remember({
    ...{ tour: store.tourId, outletId, snapshot, offsetMs: time.now() - Date.now(), paused },
    ...(author !== undefined && { author }),
  });
  return true;
}
