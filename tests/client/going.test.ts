import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { goToRehearsal } from '../../client/live/rehearsal/going.ts';
import type { TourStore } from '../../client/live/tour-store.svelte.ts';
import type { Role } from '../../shared/tour/actor.ts';

/** A page of a rehearsal that is not on the screens, or not any more. */
const pageOf = (role: Role) =>
  ({
    ...{ role, tourId: 'tour-rehearsal', tour: { setup: { rehearsalOf: 'tour' } } },
    latest: { rehearsal: { real: 'tour', copy: 'tour-rehearsal', onScreens: false } },
    connection: { kind: 'live' },
  }) as unknown as TourStore;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => new Response('', { status: 200 }));
  history.replaceState(null, '', '/screen/tour-rehearsal?lang=en');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Where a page of that role has gone after a while. */
async function goesTo(role: Role, afterMs = 1_500): Promise<readonly string[]> {
  const opened: string[] = [];
  const end = goToRehearsal(pageOf(role), { open: (address) => opened.push(address) });
  await vi.advanceTimersByTimeAsync(afterMs);
  end();
  return opened;
}

test('screens and remotes go back from a rehearsal that is not shown; an organiser stays where he is', async () => {
  expect(await goesTo('screen')).toEqual(['/screen/tour?lang=en']);
  expect(await goesTo('presenter')).toEqual(['/screen/tour?lang=en']);
  expect(await goesTo('organiser')).toEqual([]);
});

test('a page that is slow to come is let come: it is not opened anew each second, but it is where it never came', async () => {
  expect(await goesTo('screen', 19_000)).toHaveLength(1);
  expect(await goesTo('screen', 25_000)).toHaveLength(2);
});
