import { untrack } from 'svelte';
import { tourToPart } from '../../shared/protocol.ts';
import { onHint, onReturn } from '../live/hints.ts';
import { toRemember } from '../live/remembered.ts';
import { isUnwritten } from '../outbox/posts/writing.ts';
import { remembering } from '../outbox/remembering.ts';
import type { MediaDesk } from './desk.svelte.ts';

const POSTS_REMEMBERED = 30;

/** Lets the desk follow its tour and its newsroom: what arrives is remembered, and signal sends what waits. */
export function follow(desk: MediaDesk, build: string): () => void {
  const { store, newsroom } = desk;
  const memory = remembering(() => remember(desk, build));
  const seen = (): void => {
    if (document.hidden) {
      desk.sheets.flush();
      return;
    }
    desk.database.settle();
    desk.outgoing.outbox?.wake();
    void newsroom.beat();
  };
  onHint(seen);
  onReturn(() => void desk.read());
  // Some browsers in apps go on saying that a page is hidden: its hand on the screen says more.
  addEventListener('pointerdown', () => {
    if (document.hidden) void newsroom.beat();
  });
  addEventListener('pagehide', () => desk.sheets.flush());
  void newsroom.beat();
  return $effect.root(() => {
    $effect(() => {
      if (store.following.epoch === '') return;
      void desk.outgoing.paused;
      memory.changed();
    });
    $effect(() => {
      if (store.connection.kind !== 'live' && store.connection.kind !== 'polling') return;
      desk.outgoing.outbox?.wake();
      // A tour that was deleted may have been had back.
      if (untrack(() => desk.outgoing.barred)?.code === 'tour.deleted')
        void desk.outgoing.look(() => desk.server.whoAmI());
    });
    $effect(() => {
      const { open } = desk.sheets;
      const editing = isUnwritten(open) ? undefined : (open.correcting?.postId ?? open.key);
      if (newsroom.editing === editing) return;
      newsroom.editing = editing;
      void newsroom.beat();
    });
  });
}

function remember({ store, database, outletId, author, time, outgoing }: MediaDesk, build: string): boolean {
  if (outletId === undefined) return false;
  const part = tourToPart(store.following.tour, POSTS_REMEMBERED);
  void database.remember({
    ...{ tour: store.tourId, outletId, paused: outgoing.paused, ...toRemember(store, time, build, part) },
    ...(author !== undefined && { author }),
  });
  return true;
}
