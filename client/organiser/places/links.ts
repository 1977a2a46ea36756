import { readAddress } from './address.ts';
import type { PlaceId } from './place.ts';
import type { Places } from './places.svelte.ts';

/** Where a link leads within this page. */
export interface LinkTo {
  readonly place: PlaceId;
  /** Absent: wherever in the place one was. */
  readonly rest?: string;
  readonly part?: string;
}

/**
 * Where a click on a link leads within this page; undefined where the browser should follow it: to other pages, into
 * another window, to a part of the place that is shown.
 */
export function linkTo(event: MouseEvent, places: Places): LinkTo | undefined {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey
  )
    return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return undefined;
  const { part, place, rest } = readAddress(link);
  if (link.getAttribute('href')?.startsWith('#')) {
    const there = places.placeOf(part);
    const isHere = there === places.current && link.closest('dialog') === null;
    return there === undefined || isHere ? undefined : { place: there.id, part };
  }
  const entry = places.list.find(({ id }) => id === place);
  const isOurs = entry !== undefined && link.origin === location.origin && link.search === location.search;
  if (!isOurs || !link.pathname.startsWith(places.path)) return undefined;
  // From within a place its plain address leads to its beginning; from another one to wherever one was in it.
  const isWithin = entry === places.current;
  return { place: entry.id, part, ...((rest !== '' || isWithin) && { rest }) };
}
