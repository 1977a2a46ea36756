import type { Command } from '../../shared/commands.ts';
import { cutText } from '../../shared/text.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { type Out, whyOut } from '../../shared/tour/conduct/falling-out.ts';
import { valueAt } from '../../shared/tour/keyed.ts';
import { itemsOf, itemWithRubric } from '../../shared/tour/setup/items.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Cast } from './cast.ts';

/** A command of the course, by whom and when. */
export interface Given {
  readonly at: number;
  readonly actor: Actor;
  readonly command: Command;
  /** Where it is refused, the rehearsal goes on without it. */
  readonly mayFail?: true;
}

/** When the convoy was at a stop of a rehearsal. */
export interface Visit {
  readonly stopId: string;
  readonly day: number;
  readonly arrivedAt: number;
  readonly leftAt: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Everything has happened so long ago when the rehearsal is made. */
const OVER_FOR_MS = 10 * MINUTE_MS;
const STAY_MINUTES = 20;
/** Posts that come along; the newest. */
const MOST_POSTS = 200;

const ORGANISER: Actor = { role: 'organiser', id: 'dress-rehearsal' };

/** A set-up that says on every page that nothing of it is real. */
export function rehearsalSetup(setup: Setup, real: string): Setup {
  const marked = ({ zh, en }: Setup['name']) => ({
    zh: cutText(`【彩排】${zh}`, 120),
    ...(en !== undefined && { en: cutText(`[Rehearsal] ${en}`, 200) }),
  });
  const { notice } = setup;
  const said = {
    zh: '彩排：评委和成绩全部虚构，与真实结果无关。',
    en: 'Dress rehearsal: all judges and scores are made up and have nothing to do with the real result.',
  };
  return {
    ...setup,
    rehearsalOf: real,
    name: marked(setup.name),
    shortName: marked(setup.shortName),
    notice: {
      zh: cutText(`${said.zh}${notice?.zh ?? ''}`, 400),
      en: cutText(`${said.en} ${notice?.en ?? ''}`.trimEnd(), 600),
    },
  };
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The tour as it was planned, moved so that it is just over: when the convoy was where. */
export function visitsOf({ stops, days }: Setup, nowUnixMs: number): readonly Visit[] {
  const lastDay = Math.max(...days.map(({ number }) => number));
  return days.flatMap(({ number }) => {
    const own = stops
      .filter(({ day }) => day === number)
      .sort((a, b) => minuteOf(a.plannedAt) - minuteOf(b.plannedAt) || a.number - b.number);
    let leftMinute = Number.NEGATIVE_INFINITY;
    const rows = own.map(({ id, plannedAt, plannedLeaveAt }, at) => {
      const arrived = Math.max(minuteOf(plannedAt), leftMinute + 1);
      const planned = plannedLeaveAt === undefined ? arrived + STAY_MINUTES : minuteOf(plannedLeaveAt);
      const next = own[at + 1];
      const latest = next === undefined ? planned : Math.min(planned, minuteOf(next.plannedAt) - 1);
      leftMinute = Math.max(arrived + 1, latest);
      return { id, arrived, left: leftMinute };
    });
    const over = nowUnixMs - OVER_FOR_MS - 20 * MINUTE_MS - (lastDay - number) * DAY_MS;
    const at = (minute: number) => Math.round(over - (leftMinute - minute) * MINUTE_MS);
    return rows.map(({ id, arrived, left }) => ({
      ...{ stopId: id, day: number, arrivedAt: at(arrived), leftAt: at(left) },
    }));
  });
}

/** Every command of the course, in order of time: from the set-up to the final result. */
export function courseOf(
  real: Tour,
  setup: Setup,
  {
    cast,
    visits,
    nowUnixMs,
  }: { readonly cast: Cast; readonly visits: readonly Visit[]; readonly nowUnixMs: number },
): readonly Given[] {
  const overAt = nowUnixMs - OVER_FOR_MS;
  const beganAt = Math.min(overAt, ...visits.map(({ arrivedAt }) => arrivedAt)) - 60 * MINUTE_MS;
  const organiser = (at: number, command: Command, mayFail?: true): Given => ({
    ...{ at, actor: ORGANISER, command },
    ...(mayFail && { mayFail }),
  });
  const rule = real.rules.at(-1)?.value;
  const { version: _version, ...programme } = real.programme ?? { version: 0 };
  const before: readonly Given[] = [
    organiser(beganAt, { type: 'setUpTour', setup, basedOnVersion: 0 }),
    ...fallenOut(real).map((command) => organiser(beganAt, command, true)),
    organiser(beganAt, { type: 'appointJudges', judges: [...cast.judges] }),
    ...(rule === undefined
      ? []
      : [organiser(beganAt, { type: 'setScoringRule', rule, basedOnVersion: 0 }, true)]),
    organiser(beganAt, {
      type: 'setVisibility',
      visibility: { mode: 'hidden', reason: { zh: '彩排', en: 'Rehearsal' } },
    }),
    organiser(beganAt, { type: 'scoreRoutine', scores: [...cast.routine] }),
    ...('scenes' in programme
      ? [organiser(beganAt, { type: 'setProgramme', programme, basedOnVersion: 0 }, true)]
      : []),
  ];
  const after: readonly Given[] = [
    ...[...itemsOf(setup).keys()].map((itemId) => organiser(overAt, { type: 'lockItem', itemId })),
    // Where the real tour lacks something, as talks that count, the rehearsal lacks it too, and the organiser sees what.
    organiser(overAt, { type: 'finaliseResult', reason: '核对无误' }, true),
  ];
  const between: readonly Given[] = [
    ...drives(setup, visits).map(({ at, command }) => organiser(at, command)),
    ...ballots(setup, cast, visits, overAt),
    ...posts(real, beganAt, overAt),
  ];
  return [...before, ...between.toSorted((a, b) => a.at - b.at), ...after];
}

/** What fell out of the real tour, and who withdrew; why is nothing of the rehearsal. */
function fallenOut({ cancellations, withdrawals }: Tour): readonly Command[] {
  const why = { reason: { zh: '彩排', en: 'Rehearsal' }, isReasonPublic: false };
  const idsOf = (out: Out) => Object.keys(out).filter((id) => whyOut(out, id) !== undefined);
  return [
    ...idsOf(cancellations).map((itemId) => ({ type: 'cancelStop', itemId, ...why }) as const),
    ...idsOf(withdrawals).map((areaId) => ({ type: 'withdrawArea', areaId, ...why }) as const),
  ];
}

function drives(
  { days }: Setup,
  visits: readonly Visit[],
): readonly { readonly at: number; readonly command: Command }[] {
  return days.flatMap(({ number }) => {
    const own = visits.filter(({ day }) => day === number);
    const [first] = own;
    const last = own.at(-1);
    if (first === undefined || last === undefined) return [];
    const setsOff = first.arrivedAt - 30 * MINUTE_MS;
    const mark = (at: number, stopId: string, status: 'on-the-way' | 'arrived' | 'left') =>
      ({ at, command: { type: 'markStop', stopId, status } }) as const;
    return [
      { at: setsOff, command: { type: 'beginDay', day: number } } as const,
      ...own.flatMap(({ stopId, arrivedAt, leftAt }, at) => [
        mark(own[at - 1]?.leftAt ?? setsOff, stopId, 'on-the-way'),
        mark(arrivedAt, stopId, 'arrived'),
        mark(leftAt, stopId, 'left'),
      ]),
      { at: last.leftAt, command: { type: 'endDay', day: number } } as const,
    ];
  });
}

function ballots(setup: Setup, cast: Cast, visits: readonly Visit[], overAt: number): readonly Given[] {
  const visitOf = new Map(visits.map((visit) => [visit.stopId, visit]));
  return [...itemsOf(setup).values()].flatMap((item) => {
    const found = itemWithRubric(setup, item.id);
    if (found === undefined) return [];
    const { arrivedAt, leftAt } = visitOf.get(item.id) ?? { arrivedAt: overAt - MINUTE_MS, leftAt: overAt };
    return cast.judges.map(
      ({ id }, judge): Given => ({
        at: Math.round(arrivedAt + ((leftAt - arrivedAt) * (judge + 1)) / (cast.judges.length + 1)),
        actor: { role: 'judge', id },
        command: { type: 'castBallot', itemId: item.id, marks: cast.marks(judge, item.areaId, found.rubric) },
      }),
    );
  });
}

/** The coverage so far, which everybody has read: for the picture wall, the replay and the stories. */
function posts(real: Tour, beganAt: number, overAt: number): readonly Given[] {
  return real.feed.slice(-MOST_POSTS).flatMap((postId): Given[] => {
    const post = valueAt(real.posts, postId);
    if (post === undefined || post.withdrawn !== undefined || post.sharesPostId !== undefined) return [];
    const { outletId, author, publishedAt, title, text, pictures, feature } = post;
    const { stopId, areaId, brandId, position } = post;
    return [
      {
        at: Math.max(beganAt + 1, Math.min(publishedAt, overAt)),
        actor: { role: 'editor', id: outletId, ...(author !== undefined && { name: author }) },
        command: {
          ...{ type: 'publishPost', postId, text, pictures: [...pictures] },
          ...(title !== undefined && { title }),
          ...(feature !== undefined && { feature }),
          ...(stopId !== undefined && { stopId }),
          ...(areaId !== undefined && { areaId }),
          ...(brandId !== undefined && { brandId }),
          ...(position !== undefined && { position: [position[0], position[1]] }),
        },
        mayFail: true,
      },
    ];
  });
}
