import { untrack } from 'svelte';
import { PROTOCOL, tourToPart } from '../../../shared/protocol.ts';
import type { TourHttp } from '../../live/http.ts';
import { recalled, recallTime, toRemember } from '../../live/remembered.ts';
import type { ServerTime } from '../../live/server-time.ts';
import type { TourStore } from '../../live/tour-store.svelte.ts';
import type { Stage } from '../stage/stage.svelte.ts';
import { MOST_POSTS } from '../tour/loading.svelte.ts';
import { forgetHall, type KeptHall, keptHall, openDisk, putHall } from './disk.ts';
import { forgetPicture, keepPicture, withLastPicture } from './last-picture.ts';

/** What a screen's memory is made from. */
export interface HallMemoryEnds {
  readonly store: TourStore;
  readonly http: TourHttp;
  readonly stage: Stage;
  readonly time: ServerTime;
  readonly build: string;
}

/** Another picture of the hall is put down this soon, once it rests. */
const PICTURE_MS = 500;
/** All else that goes on, so often: days long a wall writes more than anybody reads. */
const REST_MS = 30_000;

/**
 * What this device remembers of the hall, so that a screen that is loaded again while the line is cut shows what it showed.
 * It is shown only where nobody answers: who has signal is shown what the server says, and who may not see the hall any
 * more, nothing.
 */
export class HallMemory {
  readonly #ends: HallMemoryEnds;
  #lines = $state.raw<KeptHall['lines']>();

  constructor(ends: HallMemoryEnds) {
    this.#ends = ends;
    const { store, http } = ends;
    store.attach({ ...http, map: (version) => this.#map(version) });
  }

  /** Shows what was shown last, where nothing has come from the server. */
  async recall(): Promise<void> {
    const { store, time, build } = this.#ends;
    const kept = await keptHall(store.tourId);
    // It may have answered meanwhile.
    if (kept === undefined || kept.snapshot.protocol !== PROTOCOL || store.following.epoch !== '') return;
    this.#lines = kept.lines;
    recallTime(time, store, kept);
    store.takeSnapshot(withLastPicture(recalled(kept, build), store.tourId));
  }

  /** The screen may not see the hall any more. */
  forget(): void {
    forgetPicture();
    void forgetHall();
  }

  /**
   * Remembers what is shown from now on, as long as the screen is not closed out. To be called while a component is set
   * up; ends with it.
   */
  keep(isOut: () => boolean): void {
    const { store, stage } = this.#ends;
    openDisk();
    /** Another one only where the hall goes on, whatever else comes. */
    const ceremony = $derived(store.tour.ceremony);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      clearTimeout(timer);
      timer = undefined;
      if (!isOut() && store.following.epoch !== '') void putHall(this.#now());
    };
    /** Nothing is put down while something moves. */
    const writeAtRest = (): void => {
      if (stage.settled) write();
      else timer = setTimeout(writeAtRest, PICTURE_MS);
    };
    const due = (afterMs: number): void => {
      clearTimeout(timer);
      timer = setTimeout(writeAtRest, afterMs);
    };
    $effect(() => {
      const shown = ceremony;
      void this.#lines;
      due(PICTURE_MS);
      if (isOut()) return;
      const { epoch, seq } = untrack(() => store.following);
      if (epoch !== '') keepPicture({ tour: store.tourId, epoch, seq, ceremony: shown });
    });
    $effect(() => {
      void store.following;
      if (timer === undefined) due(REST_MS);
    });
    $effect(() => {
      const leave = (): void => {
        if (timer !== undefined) write();
      };
      addEventListener('pagehide', leave);
      return () => {
        removeEventListener('pagehide', leave);
        clearTimeout(timer);
      };
    });
  }

  #now(): KeptHall {
    const { store, time, build } = this.#ends;
    const { tour, postCount } = store.following;
    const part = { ...tourToPart(tour, MOST_POSTS), postCount };
    return {
      tour: store.tourId,
      ...toRemember(store, time, build, part),
      ...(this.#lines && { lines: this.#lines }),
    };
  }

  /** The map's lines: the server's, and where it does not answer those that were drawn last. */
  async #map(version: number): ReturnType<TourHttp['map']> {
    const { store, http } = this.#ends;
    // Whoever asks does not ask again because of the answer.
    const { held, kind } = untrack(() => ({ held: this.#lines, kind: store.connection.kind }));
    const known = held?.version === version ? held.lines : undefined;
    // Nobody waits for an answer that does not come.
    if (known !== undefined && kind !== 'live' && kind !== 'polling') return known;
    const lines = await http.map(version);
    if (lines !== undefined) this.#lines = { version, lines };
    return lines ?? known;
  }
}
