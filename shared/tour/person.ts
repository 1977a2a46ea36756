import type { Actor } from './actor.ts';
import type { Tour } from './state.ts';

/** A name: in Chinese, or as somebody wrote it, and in English where somebody wrote that. */
interface Name {
  readonly zh: string;
  readonly en?: string;
}

/** Whom people know somebody as, never by an id. Both are lacking where nobody said a name. */
export interface Person {
  readonly called?: Name;
  /** What the person belongs to: the outlet of an editor, the area of a judge. */
  readonly of?: Name;
}

const named = <T extends { readonly id: string; readonly name: Name }>(
  list: readonly T[] | undefined,
  id: string | undefined,
): Name | undefined => list?.find((one) => one.id === id)?.name;

/**
 * Who somebody is to people: by the invite's own name, else by the judge's, the outlet's or the area's on the tour. What
 * the name already says is not said again as what the person belongs to.
 */
export function personOf(tour: Tour, { role, id, name }: Actor): Person {
  const own: Name | undefined = name === undefined ? undefined : { zh: name };
  const person = (called: Name | undefined, of: Name | undefined): Person => ({
    ...(called !== undefined && { called }),
    ...(of !== undefined && of.zh !== called?.zh && { of }),
  });
  switch (role) {
    case 'judge': {
      const judge = Object.hasOwn(tour.judges, id) ? tour.judges[id] : undefined;
      return person(own ?? (judge && { zh: judge.name }), named(tour.setup?.areas, judge?.areaId));
    }
    case 'editor': {
      const outlet = named(tour.setup?.outlets, id);
      return person(own ?? outlet, outlet);
    }
    case 'area': {
      const area = named(tour.setup?.areas, id);
      return person(own ?? area, area);
    }
    case 'organiser':
    case 'screen':
    case 'presenter':
    case 'tracker':
    case 'host':
      return person(own, undefined);
  }
}
