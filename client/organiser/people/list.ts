import type { Device, PersonLink } from '../../../shared/people/wire.ts';
import type { TourRole } from '../../../shared/tour/actor.ts';
import { personOf } from '../../../shared/tour/person.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** How far somebody is: there on a device, has a link that opens, or has none. A tracker's link opens no session. */
export type Presence = 'in' | 'invited' | 'none';

interface Name {
  readonly zh: string;
  readonly en?: string;
}

/** Somebody who may enter, or should. */
export interface Person {
  readonly key: string;
  readonly role: TourRole;
  readonly id: string;
  /** As the links say it; absent where they say none. */
  readonly name?: string;
  /** Whom people know this as. */
  readonly called: Name;
  readonly of?: Name;
  /** Links that still open something. */
  readonly links: readonly PersonLink[];
  /** Of those, the one last here first. */
  readonly devices: readonly Device[];
  readonly presence: Presence;
  readonly seenAtUnixMs?: number;
  readonly waiting: number;
  /** Links there were, that open nothing any more. */
  readonly hadLink: boolean;
  /** A judge who is not on the panel any more. */
  readonly isFormer: boolean;
  /** Somebody else of the role is called the same, and belongs to the same. */
  readonly hasTwin: boolean;
}

/** In the order in which they are shown. */
export const LISTED_ROLES = [
  'judge',
  'editor',
  'area',
  'presenter',
  'screen',
  'tracker',
  'organiser',
] as const satisfies readonly TourRole[];

type Somebody = Pick<Person, 'role' | 'id' | 'name'>;

/** A judge is known by the id; of others several may share one, as editors do their outlet's. */
export const keyOf = ({ role, id, name }: Somebody): string =>
  role === 'judge' || name === undefined ? `${role}:${id}` : `${role}:${id}:${name}`;

/** Whether a link still opens something: not one that was for once and led to nothing that is left. */
const opens = (link: PersonLink, nowUnixMs: number): boolean =>
  link.revokedAtUnixMs === undefined &&
  (link.endsAtUnixMs ?? Number.POSITIVE_INFINITY) > nowUnixMs &&
  (link.usedAtUnixMs === undefined || link.devices.length > 0);

/** Whom a tour expects, link or not. */
function expected({ judges, setup }: Tour): readonly Somebody[] {
  return [
    ...Object.keys(judges).map((id) => ({ role: 'judge' as const, id })),
    ...(setup?.outlets ?? []).map(({ id }) => ({ role: 'editor' as const, id })),
    ...(setup?.areas ?? []).map(({ id }) => ({ role: 'area' as const, id })),
  ];
}

/** Everybody with a link, and everybody whom the tour expects to have one, by role; in a role as the tour has them. */
export function personsOf(tour: Tour, links: readonly PersonLink[], nowUnixMs: number): readonly Person[] {
  const byKey = new Map<string, { readonly who: Somebody; readonly links: PersonLink[] }>();
  for (const who of expected(tour)) byKey.set(keyOf(who), { who, links: [] });
  for (const link of links) {
    const key = keyOf(link);
    const known = byKey.get(key) ?? { who: link, links: [] };
    known.links.push(link);
    byKey.set(key, known);
  }
  const all = [...byKey.values()].map(({ who, links: own }) => personIn(tour, who, own, nowUnixMs));
  const named = new Set(
    all.filter(({ name, links: own }) => name !== undefined && own.length > 0).map(groupOf),
  );
  const shown = all.filter((one) => {
    const isPlaceholder = one.name === undefined && one.links.length === 0;
    if (one.role === 'judge') return !one.isFormer || one.links.length > 0;
    // An outlet with somebody in it needs nobody without a name; who has gone is gone.
    if (one.role === 'editor' || one.role === 'area')
      return one.links.length > 0 || (isPlaceholder && !named.has(groupOf(one)));
    return one.links.length > 0;
  });
  const counts = new Map<string, number>();
  for (const one of shown) counts.set(lookOf(one), (counts.get(lookOf(one)) ?? 0) + 1);
  return LISTED_ROLES.flatMap((role) => shown.filter((one) => one.role === role)).map((one) => ({
    ...one,
    hasTwin: (counts.get(lookOf(one)) ?? 0) > 1,
  }));
}

const groupOf = ({ role, id }: Somebody): string => `${role}:${id}`;
const lookOf = ({ role, called, of }: Person): string => `${role} ${called.zh} ${of?.zh ?? ''}`;

function personIn(tour: Tour, who: Somebody, all: readonly PersonLink[], nowUnixMs: number): Person {
  const { role, id } = who;
  const name = role === 'judge' ? undefined : who.name;
  const links = all.filter((link) => opens(link, nowUnixMs));
  const devices = links
    .flatMap((link) => link.devices)
    .sort((a, b) => (b.seenAtUnixMs ?? 0) - (a.seenAtUnixMs ?? 0));
  const seen = Math.max(0, ...[...devices, ...links].map((one) => one.seenAtUnixMs ?? 0));
  const isFormer = role === 'judge' && !Object.hasOwn(tour.judges, id);
  const former = isFormer ? tour.formerJudges[id] : undefined;
  const { called, of } = personOf(tour, { role, id, ...(name !== undefined && { name }) });
  const isThere = devices.length > 0 || (role === 'tracker' && seen > 0);
  return {
    ...{ key: keyOf(who), role, id, links, devices, isFormer, hadLink: all.length > 0, hasTwin: false },
    ...(name !== undefined && { name }),
    called: former === undefined ? (called ?? { zh: id }) : { zh: former.name },
    ...(of !== undefined && { of }),
    presence: isThere ? 'in' : links.length > 0 ? 'invited' : 'none',
    ...(seen > 0 && { seenAtUnixMs: seen }),
    waiting: devices.reduce((sum, { waiting = 0 }) => sum + waiting, 0),
  };
}

/** What is looked for. `state`: everybody, who has not entered yet, or whose device still has to send something. */
export interface Wanted {
  readonly text: string;
  readonly role: TourRole | '';
  readonly state: '' | 'not-in' | 'waiting';
}

/** Those of whom a search speaks: every word has to be in a name, in what it belongs to, or be the id. */
export function found(persons: readonly Person[], { text, role, state }: Wanted): readonly Person[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return persons.filter((one) => {
    const said = [one.called.zh, one.called.en, one.of?.zh, one.of?.en, one.id].join(' ').toLowerCase();
    return (
      (role === '' || one.role === role) &&
      (state === '' || (state === 'not-in' ? one.presence !== 'in' : one.waiting > 0)) &&
      words.every((word) => said.includes(word))
    );
  });
}

/** Names as they were typed or pasted, one a line; of a row of a sheet the first cell that holds one. */
export function namesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map(
      (line) =>
        line
          .split('\t')
          .map((cell) => cell.trim())
          .find((cell) => cell !== '' && !/^\d+$/.test(cell)) ?? '',
    )
    .filter((name) => name !== '');
}
