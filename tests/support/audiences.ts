import { type Audience, audienceOf } from '../../shared/audience.ts';
import type { Role } from '../../shared/tour/actor.ts';

/** Who of each role follows the sample tour; the compiler misses none of the roles. */
const FOLLOWERS: Readonly<Record<Role, readonly string[]>> = {
  organiser: ['org'],
  screen: ['hall'],
  presenter: ['host'],
  judge: ['j1', 'j2'],
  editor: ['qinchu'],
  area: ['fang'],
  tracker: ['bus-1'],
  host: ['host'],
};

/** Every kind of audience of the sample tour, the public first: laws hold for all of them. */
export const AUDIENCES: readonly Audience[] = [
  ...new Set([
    audienceOf(undefined),
    ...Object.entries(FOLLOWERS).flatMap(([role, ids]) =>
      ids.map((id) => audienceOf({ role: role as Role, id })),
    ),
  ]),
];
