import type { DressRehearsal } from '../../../shared/protocol.ts';
import { askAccess } from '../access.ts';
import { COMES_WITHIN_MS, whereReached } from '../reload.ts';
import type { TourStore } from '../tour-store.svelte.ts';

/** How often is looked where the page belongs. */
const LOOK_MS = 1_000;
/** Where a rehearsal's line is lost, it is asked so often whether there still is one. */
const ASK_MS = 3_000;

/** When a page may go, and how it does. */
interface Going {
  readonly isAtRest?: () => boolean;
  readonly open?: (address: string) => void;
}

/** The tour at which a screen or a remote of `tour` belongs, as that one tells of a rehearsal; undefined where it is there. */
export function tourToShow(tour: string, rehearsal: DressRehearsal | null | undefined): string | undefined {
  if (rehearsal?.real === tour && rehearsal.onScreens) return rehearsal.copy;
  // That nothing is told of it yet says nothing.
  return rehearsal?.copy === tour && !rehearsal.onScreens ? rehearsal.real : undefined;
}

/**
 * Takes a screen or a remote to the dress rehearsal when the organiser shows it, and back when he calls it back or it is
 * wiped. It goes only where the server answers, so that a wall never shows a browser's error; a remote only while
 * nothing is pressed (`isAtRest`). An organiser has opened this very tour: led away by itself, he would look at the
 * wrong one, or step the real one. Returns what ends that.
 */
export function goToRehearsal(
  store: TourStore,
  { isAtRest = () => true, open = openHere }: Going = {},
): () => void {
  if (store.role === 'organiser') return () => undefined;
  let askedAt = 0;
  let busy = false;
  let wentAt = Number.NEGATIVE_INFINITY;
  const goTo = (tour: string): Promise<void> =>
    go(tour, (address) => {
      wentAt = performance.now();
      open(address);
    });
  const look = async (): Promise<void> => {
    const shown = tourToShow(store.tourId, store.latest.rehearsal);
    if (shown !== undefined) return goTo(shown);
    const real = store.tour.setup?.rehearsalOf;
    if (real === undefined || store.connection.kind === 'live' || Date.now() - askedAt < ASK_MS) return;
    askedAt = Date.now();
    const access = await askAccess(store.role ?? 'screen', store.tourId);
    if (access === 'no-tour' || access === 'none') await goTo(real);
  };
  const timer = setInterval(() => {
    if (busy || performance.now() - wentAt < COMES_WITHIN_MS || !isAtRest()) return;
    busy = true;
    void look().finally(() => {
      busy = false;
    });
  }, LOOK_MS);
  return () => clearInterval(timer);
}

const openHere = (address: string): void => location.replace(address);

/** Opens the same page of another tour, if it is to be had. */
async function go(tour: string, open: (address: string) => void): Promise<void> {
  const [, page = ''] = location.pathname.split('/');
  const address = `/${page}/${encodeURIComponent(tour)}${location.search}`;
  await whereReached(address, () => open(address));
}
