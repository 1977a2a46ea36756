import { sameJson } from '../canonical.ts';
import { itemWithRubric } from '../tour/setup/items.ts';
import type { Setup, Stop, Talk } from '../tour/setup/setup.ts';
import type { Tour } from '../tour/state.ts';
import { partsOf, setupOf } from './compose.ts';
import type { Parts } from './parts.ts';

/** What of a tour that goes on a change can touch. The first three are refused. */
export type TouchCode =
  | 'rubric-of-ballots'
  | 'item-with-ballots'
  | 'outlet-with-posts'
  | 'area-of-ballots'
  | 'kind-of-ballots'
  | 'area-gone'
  | 'day-moved'
  | 'item-moved'
  | 'judge-gone'
  | 'judge-area'
  | 'prizes-announced'
  | 'days-of-viewers';

/** One thing that a change touches: what, and how many ballots rest on it. */
export interface Touch {
  readonly code: TouchCode;
  /** It cannot be taken over so. */
  readonly refused: boolean;
  readonly names: readonly string[];
  readonly ballots: number;
}

/** What is looked at of the tour: no marks, so that who hides them may be told as well. */
type Going = Pick<Tour, 'setup' | 'judges' | 'ballots' | 'outletsWithPosts' | 'days' | 'stops' | 'final'>;

const itemsOf = (setup: Setup): readonly (Stop | Talk)[] => [...setup.stops, ...(setup.talks ?? [])];
const kindOf = (item: Stop | Talk): string | undefined => ('kindId' in item ? item.kindId : undefined);

/** What taking parts over would touch of a tour that has begun, or has ballots; nothing before. */
export function touchesOf(tour: Going, next: Parts): readonly Touch[] {
  const { setup } = tour;
  if (setup === null) return [];
  const after = setupOf(next, setup.rehearsalOf);
  const ballotsOn = (itemId: string): number => Object.keys(tour.ballots[itemId] ?? {}).length;
  const touches: Touch[] = [];
  const touch = (
    code: TouchCode,
    those: readonly { readonly name: string; readonly ballots?: number }[],
    refused = false,
  ): void => {
    if (those.length === 0) return;
    const ballots = those.reduce((sum, one) => sum + (one.ballots ?? 0), 0);
    touches.push({ code, refused, names: those.map(({ name }) => name), ballots });
  };
  const marked = itemsOf(setup)
    .map((item) => ({ item, name: item.name.zh, ballots: ballotsOn(item.id) }))
    .filter(({ ballots }) => ballots > 0)
    .map((one) => ({ ...one, is: itemsOf(after).find(({ id }) => id === one.item.id) }));
  const staying = marked.flatMap(({ is, ...one }) => (is === undefined ? [] : [{ ...one, is }]));
  const rubricOf = (of: Setup, id: string) => itemWithRubric(of, id)?.rubric;
  touch(
    'item-with-ballots',
    marked.filter(({ is }) => is === undefined),
    true,
  );
  touch(
    'rubric-of-ballots',
    staying.filter(({ item }) => !sameJson(rubricOf(setup, item.id), rubricOf(after, item.id))),
    true,
  );
  const published = setup.outlets.filter(({ id }) => tour.outletsWithPosts.includes(id));
  touch(
    'outlet-with-posts',
    published
      .filter(({ id }) => !after.outlets.some((one) => one.id === id))
      .map(({ name }) => ({ name: name.zh })),
    true,
  );
  touch(
    'area-of-ballots',
    staying.filter(({ item, is }) => item.areaId !== is.areaId),
  );
  touch(
    'kind-of-ballots',
    staying.filter(({ item, is }) => kindOf(item) !== kindOf(is)),
  );
  const gone = setup.areas.filter(({ id }) => !after.areas.some((one) => one.id === id));
  const hasBegun = Object.keys(tour.days).length > 0;
  if (hasBegun || marked.length > 0)
    touch(
      'area-gone',
      gone.map(({ name }) => ({ name: name.zh })),
    );
  touch(
    'day-moved',
    setup.days
      .filter(({ number, date }) => {
        const is = after.days.find((day) => day.number === number);
        return tour.days[String(number)] !== undefined && is?.date !== date;
      })
      .map(({ number }) => ({ name: String(number) })),
  );
  touch(
    'item-moved',
    setup.stops
      .filter(({ id, day }) => {
        const is = after.stops.find((one) => one.id === id);
        return tour.stops[id] !== undefined && is?.day !== day;
      })
      .map(({ name }) => ({ name: name.zh })),
  );
  const panel = Object.values(tour.judges).map((judge) => ({
    ...{ judge, name: judge.name, is: next.judges.judges.find(({ id }) => id === judge.id) },
    ballots: Object.values(tour.ballots).filter((of) => Object.hasOwn(of, judge.id)).length,
  }));
  touch(
    'judge-gone',
    panel.filter(({ is }) => is === undefined),
  );
  touch(
    'judge-area',
    panel.filter(({ judge, is }) => is !== undefined && is.areaId !== judge.areaId),
  );
  if (tour.final !== null && !sameJson(setup.prizes, after.prizes)) touch('prizes-announced', [{ name: '' }]);
  if (hasBegun && !sameJson(setupOf(partsOf(tour), setup.rehearsalOf), after))
    touch('days-of-viewers', [{ name: '' }]);
  return touches;
}
