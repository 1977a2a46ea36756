import { canonicalJson } from '../canonical.ts';
import type { Setup } from '../tour/setup/setup.ts';
import type { Tour } from '../tour/state.ts';
import type { Parts } from './parts.ts';

/** The time zone that a new tour begins with. */
const FIRST_ZONE = 'Asia/Shanghai';

/** What a set-up is made of: of a tour, what holds now. */
type Known = Pick<Tour, 'setup' | 'judges'>;

/** The parts of a tour as they hold now; of one that is not set up, empty ones. `name`: what its host calls it. */
export function partsOf({ setup, judges }: Known, name = ''): Parts {
  const appointed = { judges: Object.values(judges).sort((a, b) => (a.id < b.id ? -1 : 1)) };
  if (setup === null)
    return {
      tour: { name: { zh: name }, shortName: { zh: name }, timeZone: FIRST_ZONE, days: [] },
      areas: { areas: [] },
      labels: { kinds: [], brands: [] },
      rubrics: { rubrics: [] },
      stops: { stops: [], talks: [] },
      prizes: { prizes: [] },
      outlets: { outlets: [] },
      figures: { figures: [] },
      judges: appointed,
    };
  const { name: called, shortName, timeZone, notice, days, areas, kinds, brands, rubrics } = setup;
  return {
    tour: { name: called, shortName, timeZone, days, ...(notice !== undefined && { notice }) },
    areas: { areas },
    labels: { kinds, brands },
    rubrics: { rubrics },
    stops: { stops: setup.stops, talks: setup.talks ?? [] },
    prizes: { prizes: setup.prizes },
    outlets: { outlets: setup.outlets },
    figures: { figures: setup.figures ?? [] },
    judges: appointed,
  };
}

/** The set-up that parts come to, in whatever state they are; a rehearsal stays one. */
export function setupOf(parts: Parts, rehearsalOf: string | undefined): Setup {
  const { tour, areas, labels, rubrics, stops, prizes, outlets, figures } = parts;
  const { talks, ...rest } = stops;
  return {
    ...{ ...tour, ...areas, ...labels, ...rubrics, ...prizes, ...outlets, ...rest },
    ...(talks.length > 0 && { talks }),
    ...(figures.figures.length > 0 && figures),
    ...(rehearsalOf !== undefined && { rehearsalOf }),
  };
}

/** Eight hex digits that tell one value of a part from another (FNV-1a, 32 bits): what a draft was begun from. */
export function partPrint(value: unknown): string {
  const text = canonicalJson(value);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
