import type { Beat, Colleague } from '../../shared/desk.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Store } from '../store/port.ts';

/** An editor's open page. Its end is told by the machine's clock: a rehearsal's may run sixty times as fast. */
interface Screen extends Colleague {
  readonly untilMachineMs: number;
}

/** A page that says nothing for so long is closed; it speaks every four seconds. */
const OPEN_FOR_MS = 15_000;
/** So far apart may the clocks of two processes be. */
const APART_MS = 60_000;
/** Bounds what invented screens can take; the newest count. */
const MOST_SCREENS = 200;

const screensOf = (tour: string): string => `screens.${tour}`;

/**
 * Notes that an editor's page is open and what is edited on it; answers the other open pages of the same
 * outlet, in every process. Throws StoreUnavailable.
 */
export async function seeScreen(
  store: Store,
  tour: string,
  actor: Actor,
  { screenId, editing }: Beat,
  nowUnixMs: number,
  machineMs: number,
): Promise<readonly Colleague[]> {
  const own: Screen = {
    screenId,
    outletId: actor.id,
    ...(actor.name !== undefined && { name: actor.name }),
    ...(editing !== undefined && { editing }),
    seenAtUnixMs: nowUnixMs,
    untilMachineMs: machineMs + OPEN_FOR_MS,
  };
  // Named by its outlet as well: nobody writes over a page of another one.
  await store.putRecord(screensOf(tour), `${actor.id} ${screenId}`, JSON.stringify(own));
  const all = (await store.listRecords(screensOf(tour)))
    .map(({ key, body }) => ({ key, screen: JSON.parse(body) as Screen }))
    .sort((a, b) => b.screen.untilMachineMs - a.screen.untilMachineMs);
  const open = all.slice(0, MOST_SCREENS).filter(
    ({ screen: { untilMachineMs: until } }) =>
      // One that is open for longer than any was said before the clock was set back.
      until > machineMs && until <= machineMs + OPEN_FOR_MS + APART_MS,
  );
  const isOpen = new Set(open.map(({ key }) => key));
  for (const { key } of all) if (!isOpen.has(key)) await store.deleteRecord(screensOf(tour), key);
  return open
    .filter(({ screen }) => screen.outletId === actor.id && screen.screenId !== screenId)
    .map(({ screen: { untilMachineMs: _until, ...colleague } }) => colleague)
    .sort((a, b) => (a.screenId < b.screenId ? -1 : 1));
}
