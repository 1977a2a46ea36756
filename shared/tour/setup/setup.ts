import { type Static, Type } from 'typebox';
import { isPositive, isWithin } from '../../decimal.ts';
import {
  CalendarDate,
  ClockTime,
  type EventOf,
  exactly,
  Id,
  Name,
  Position,
  plainText,
} from '../../schema.ts';
import { type Refusal, refuse } from '../outcome.ts';
import { Rubric } from './rubric.ts';

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

/** A figure of what was inspected, as it stands on a slide: `131`, 个, 实践所. */
export const Figure = exactly({
  value: plainText(20, 1),
  unit: Type.Optional(Name),
  label: Name,
});
export type Figure = Static<typeof Figure>;

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
  figures: Type.Optional(Type.Array(Figure, { maxItems: 24 })),
  /** This is a dress rehearsal of that tour: nothing in it is real, and every page says so. Set by the server alone. */
  rehearsalOf: Type.Optional(Id),
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
