import { fetchedAhead, opensByWorker } from '../live/install.ts';
import { tabMemory } from '../live/tab-memory.ts';
import type { TourStore } from '../live/tour-store.svelte.ts';
import { leaveFor, renew } from './leaving.ts';
import type { Stage } from './stage/stage.svelte.ts';

/** Whether a reload takes nothing from the hall: nothing is on, or what is on is covered. */
export function isBetweenScenes({ tour }: TourStore, stage: Stage): boolean {
  const { ceremony } = tour;
  if (ceremony?.state !== 'running') return stage.settled;
  return ceremony.veil !== null || ceremony.picture.scene.kind === 'black';
}

const KEY = 'lalian-screen-reloaded-at';
const SELDOM_MS = 10 * 60_000;
const AGAIN_MS = 15_000;
/** The newest build lies on this device. */
let isAhead = false;

/** The server serves another build: it is fetched now, so that nothing has to be fetched when the hall goes on. */
export async function fetchAhead(): Promise<void> {
  if (!opensByWorker('screen')) return;
  isAhead = await fetchedAhead('screen');
  if (!isAhead) setTimeout(fetchAhead, AGAIN_MS);
}

/**
 * Loads the page anew where the server serves another build and the hall goes to another scene: the sky stays, and the
 * new scene is the first thing that the new page draws. At most once in ten minutes; where a worker opens the page, once
 * the new one lies on this device.
 */
export function renewAtScene(nowUnixMs: number): void {
  if (nowUnixMs - Number(tabMemory.read(KEY) ?? 0) < SELDOM_MS) return;
  const byWorker = opensByWorker('screen');
  if (byWorker && !isAhead) return;
  tabMemory.keep(KEY, String(nowUnixMs));
  if (byWorker) leaveFor(location.href);
  else void renew();
}
