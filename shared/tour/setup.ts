import { type Static, Type } from 'typebox';
import { sameJson } from '../canonical.ts';
import { isPositive, isWithin } from '../decimal.ts';
import { CalendarDate, ClockTime, type EventOf, exactly, Id, Name, Position, plainText } from '../schema.ts';
import type { Context } from './actor.ts';
import { formerAreasAfter, formerContestsAfter } from './contest.ts';
import { itemWithRubric } from './items.ts';
import { type Decision, happens, type Refusal, refuse } from './outcome.ts';
import { Rubric } from './rubric.ts';
import { isNowhere, roadsAstray, wrongDaysOrLines } from './setup-days.ts';
import type { Tour } from './state.ts';

/** An area that competes: with an outline (polylines, precision 4, WGS-84), or only a point. */
export const Area = exactly({
  id: Id,
  name: Name,
  shortName: Name,
  seat: Position,
  outline: Type.Optional(Type.Array(Type.String({ maxLength: 60_000 }), { maxItems: 40 })),
});
export type Area = Static<typeof Area>;

/** One project that is shown and scored. `number` is its place in the itinerary, dense from 1. */
export const Stop = exactly({
  id: Id,
  number: Type.Integer({ minimum: 1, maximum: 500 }),
  name: Name,
  areaId: Id,
  day: Type.Integer({ minimum: 1, maximum: 60 }),
  plannedAt: ClockTime,
  plannedLeaveAt: Type.Optional(ClockTime),
  position: Position,
  kindId: Type.Optional(Id),
  brandId: Type.Optional(Id),
  rubricId: Id,
});
export type Stop = Static<typeof Stop>;

/** An area's presentation in the road-show, scored like a stop. Its id is not that of a stop. */
export const Talk = exactly({
  id: Id,
  name: Name,
  areaId: Id,
  day: Type.Integer({ minimum: 1, maximum: 60 }),
  plannedAt: ClockTime,
  rubricId: Id,
});
export type Talk = Static<typeof Talk>;

/** A name that stops and posts are filed under: a kind of stop, or a brand. */
export const Label = exactly({ id: Id, name: Name });
export type Label = Static<typeof Label>;

/** A news outlet that covers the tour. */
export const Outlet = exactly({
  id: Id,
  name: Name,
  colour: Type.Optional(Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' })),
});
export type Outlet = Static<typeof Outlet>;

/** A prize: how many areas get it, and the money for each in yuan. */
export const Prize = exactly({
  id: Id,
  name: Name,
  places: Type.Integer({ minimum: 1, maximum: 500 }),
  moneyYuan: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
});
export type Prize = Static<typeof Prize>;

/** A day on the road; its planned road as a polyline of precision 5. */
export const TourDay = exactly({
  number: Type.Integer({ minimum: 1, maximum: 60 }),
  date: CalendarDate,
  road: Type.Optional(Type.String({ maxLength: 120_000 })),
});
export type TourDay = Static<typeof TourDay>;

/** All that is public about a tour before it begins. */
export const Setup = exactly({
  name: Name,
  shortName: Name,
  /** IANA name; all times are shown in it. */
  timeZone: Type.String({ pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}$', maxLength: 60 }),
  /** A sentence that stands with everything, such as: figures are made up. */
  notice: Type.Optional(
    Type.Object(
      { zh: plainText(400, 1), en: Type.Optional(plainText(600, 1)) },
      { additionalProperties: false },
    ),
  ),
  days: Type.Array(TourDay, { minItems: 1, maxItems: 60 }),
  areas: Type.Array(Area, { minItems: 1, maxItems: 200 }),
  stops: Type.Array(Stop, { maxItems: 500 }),
  talks: Type.Optional(Type.Array(Talk, { maxItems: 500 })),
  kinds: Type.Array(Label, { maxItems: 100 }),
  brands: Type.Array(Label, { maxItems: 100 }),
  rubrics: Type.Array(Rubric, { minItems: 1, maxItems: 50 }),
  outlets: Type.Array(Outlet, { maxItems: 50 }),
  prizes: Type.Array(Prize, { maxItems: 50 }),
});
export type Setup = Static<typeof Setup>;

/** Sets the tour up, or replaces its set-up. `basedOnVersion` is the set-up's version that was edited; 0 at first. */
export const SetUpTour = exactly({
  type: Type.Literal('setUpTour'),
  setup: Setup,
  basedOnVersion: Type.Integer({ minimum: 0 }),
});
export type SetUpTour = Static<typeof SetUpTour>;

/** Changes what is planned for one stop. */
export const ReviseStop = exactly({
  type: Type.Literal('reviseStop'),
  stopId: Id,
  name: Type.Optional(Name),
  day: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  plannedAt: Type.Optional(ClockTime),
  plannedLeaveAt: Type.Optional(ClockTime),
  position: Type.Optional(Position),
});
export type ReviseStop = Static<typeof ReviseStop>;

/** What the log keeps of a set-up. */
export const SETUP_EVENTS = {
  'tour.setUp': exactly({ type: Type.Literal('tour.setUp'), setup: Setup }),
  'stop.revised': exactly({ type: Type.Literal('stop.revised'), stop: Stop }),
} as const;
export type SetupEvent = EventOf<typeof SETUP_EVENTS>;

/** The first id that stands twice, or undefined. */
function firstTwice(ids: readonly (string | number)[]): string | number | undefined {
  const seen = new Set<string | number>();
  return ids.find((id) => seen.has(id) || !seen.add(id));
}

/** Whether the set-up makes sense in itself: unique ids, references that lead somewhere, rubrics that can be met. */
export function checkSetup(setup: Setup): Refusal | undefined {
  const lists = {
    areas: setup.areas,
    stops: [...setup.stops, ...(setup.talks ?? [])],
    kinds: setup.kinds,
    brands: setup.brands,
    rubrics: setup.rubrics,
    outlets: setup.outlets,
    prizes: setup.prizes,
  };
  for (const [list, members] of Object.entries(lists)) {
    const id = firstTwice(members.map((member) => member.id));
    if (id !== undefined) return refuse('setup.duplicate', { list, id });
  }
  const day = firstTwice(setup.days.map((one) => one.number));
  if (day !== undefined) return refuse('setup.duplicate', { list: 'days', id: day });
  const number = firstTwice(setup.stops.map((stop) => stop.number));
  if (number !== undefined) return refuse('setup.duplicate', { list: 'stops.number', id: number });
  for (const stop of setup.stops) {
    const astray =
      (!setup.areas.some((area) => area.id === stop.areaId) && stop.areaId) ||
      (!setup.rubrics.some((rubric) => rubric.id === stop.rubricId) && stop.rubricId) ||
      (stop.kindId !== undefined && !setup.kinds.some((kind) => kind.id === stop.kindId) && stop.kindId) ||
      (stop.brandId !== undefined &&
        !setup.brands.some((brand) => brand.id === stop.brandId) &&
        stop.brandId) ||
      (!setup.days.some((one) => one.number === stop.day) && `day ${stop.day}`);
    if (astray) return refuse('setup.unknown-reference', { stop: stop.id, id: astray });
  }
  for (const talk of setup.talks ?? []) {
    const astray =
      (!setup.areas.some((area) => area.id === talk.areaId) && talk.areaId) ||
      (!setup.rubrics.some((rubric) => rubric.id === talk.rubricId) && talk.rubricId) ||
      (!setup.days.some((one) => one.number === talk.day) && `day ${talk.day}`);
    if (astray) return refuse('setup.unknown-reference', { stop: talk.id, id: astray });
  }
  for (const rubric of setup.rubrics) {
    const twice = firstTwice(rubric.criteria.map((criterion) => criterion.id));
    if (twice !== undefined) return refuse('setup.duplicate', { list: `rubric ${rubric.id}`, id: twice });
    const wrong = rubric.criteria.find(
      (one) => !isPositive(one.step) || !isPositive(one.weight) || !isWithin(one.min, '0', one.max),
    );
    if (wrong) return refuse('setup.criterion', { rubric: rubric.id, id: wrong.id });
  }
  return undefined;
}

/** Decides {@link SetUpTour}: refuses an edit of an older version, and one that takes away what ballots or posts rest on. */
export function decideSetUpTour(tour: Tour, command: SetUpTour, _context: Context): Decision<SetupEvent> {
  if (command.basedOnVersion !== tour.setupVersion) {
    return refuse('setup.stale', { version: tour.setupVersion, basedOn: command.basedOnVersion });
  }
  const wrong = checkSetup(command.setup) ?? wrongDaysOrLines(command.setup);
  if (wrong) return wrong;
  for (const [itemId, ballots] of Object.entries(tour.ballots)) {
    if (Object.keys(ballots).length === 0) continue;
    const before = itemWithRubric(tour.setup, itemId);
    const after = itemWithRubric(command.setup, itemId);
    if (after === undefined) return refuse('setup.stop-has-ballots', { stop: itemId });
    if (!sameJson(before?.rubric, after.rubric)) return refuse('setup.rubric-has-ballots', { stop: itemId });
  }
  for (const outlet of tour.setup?.outlets ?? []) {
    const stays = command.setup.outlets.some((one) => one.id === outlet.id);
    if (!stays && tour.outletsWithPosts.includes(outlet.id))
      return refuse('setup.outlet-has-posts', { outlet: outlet.id });
  }
  return happens({ type: 'tour.setUp', setup: command.setup });
}

/** Decides {@link ReviseStop}; nothing happens where nothing would change. No day's last stop is taken away from its road. */
export function decideReviseStop(tour: Tour, command: ReviseStop, _context: Context): Decision<SetupEvent> {
  const stop = tour.setup?.stops.find((one) => one.id === command.stopId);
  if (tour.setup === null || stop === undefined) return refuse('stop.unknown', { stop: command.stopId });
  const { type: _type, stopId: _stopId, ...changes } = command;
  const revised: Stop = { ...stop, ...changes };
  if (!tour.setup.days.some((day) => day.number === revised.day)) {
    return refuse('setup.unknown-reference', { stop: stop.id, id: `day ${revised.day}` });
  }
  if (sameJson(revised, stop)) return happens();
  if (isNowhere(revised.position) && !isNowhere(stop.position))
    return refuse('setup.nowhere', { id: stop.id });
  const stops = tour.setup.stops.map((one) => (one.id === stop.id ? revised : one));
  const { days } = tour.setup;
  // What an older log holds is no reason to refuse what does not make it worse.
  const before = roadsAstray(tour.setup);
  const astray = roadsAstray({ days, stops }).find(({ day }) => !before.some((one) => one.day === day));
  if (astray !== undefined) return refuse('setup.road-astray', { day: astray.day, km: astray.km });
  return happens({ type: 'stop.revised', stop: revised });
}

/** Folds a set-up event at an instant (ms); what results rested on before stays, for those of earlier instants. */
export function evolveSetup(tour: Tour, event: SetupEvent, at: number): Tour {
  const setup = setupAfter(tour.setup, event);
  if (setup === null) return tour;
  return {
    ...tour,
    setup,
    setupVersion: tour.setupVersion + 1,
    formerContests: formerContestsAfter(tour, setup, at),
    formerAreas: formerAreasAfter(tour, setup),
  };
}

function setupAfter(setup: Setup | null, event: SetupEvent): Setup | null {
  switch (event.type) {
    case 'tour.setUp':
      return event.setup;
    case 'stop.revised':
      return (
        setup && {
          ...setup,
          stops: setup.stops.map((stop) => (stop.id === event.stop.id ? event.stop : stop)),
        }
      );
  }
}
