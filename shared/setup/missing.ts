import { isPositive, isWithin } from '../decimal.ts';
import type { Stop, Talk } from '../tour/setup/setup.ts';
import { isNowhere } from '../tour/setup/setup-days.ts';
import { MOST_OF } from './most.ts';
import { PART_NAMES, type PartName, type Parts } from './parts.ts';

/** What can be wanting in a part. */
export type LackCode =
  | 'none'
  | 'unnamed'
  | 'long'
  | 'twice'
  | 'nowhere'
  | 'no-area'
  | 'no-rubric'
  | 'no-day'
  | 'no-time'
  | 'no-label'
  | 'number'
  | 'without-stops'
  | 'no-short-name'
  | 'time-zone'
  | 'no-days'
  | 'no-date'
  | 'days-order'
  | 'no-criteria'
  | 'criterion'
  | 'places'
  | 'value'
  | 'colour'
  | 'notice';

/** Something that is wanting before a tour can start. */
export interface Lack {
  readonly part: PartName;
  readonly code: LackCode;
  /** Whether the set-up cannot be taken over before it is there; else it can, and the tour lacks it. */
  readonly blocks: boolean;
  /** How many it concerns, and the names of the first of them. */
  readonly count: number;
  readonly names: readonly string[];
  /** Their ids, so that an editor can mark them; numbers of days as texts. */
  readonly ids: readonly string[];
  /** Characters that are allowed, where something is too long. */
  readonly most?: number;
}

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en?: string | undefined };
}

const FIRST = 3;
const DECIMAL = /^(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?$/;
const CLOCK = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const DATE = /^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/;
const COLOUR = /^#[0-9A-Fa-f]{6}$/;

const isBlank = (text: string): boolean => text.trim() === '';
const isLong = ({ zh, en }: Named['name']): boolean =>
  zh.length > MOST_OF.name || (en?.length ?? 0) > MOST_OF.englishName;
const isRealDate = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`);
  return DATE.test(date) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
};

/** Gathers what is wanting in one part. */
class Lacks {
  readonly all: Lack[] = [];
  readonly #part: PartName;

  constructor(part: PartName) {
    this.#part = part;
  }

  /** Something is wanting in these; nothing where there are none. */
  in(
    code: LackCode,
    those: readonly Named[],
    { blocks = true, most }: { blocks?: boolean; most?: number } = {},
  ): void {
    if (those.length === 0) return;
    this.all.push({
      ...{ part: this.#part, code, blocks, count: those.length },
      names: those.slice(0, FIRST).map(({ id, name }) => (isBlank(name.zh) ? id : name.zh)),
      ids: those.map(({ id }) => id),
      ...(most !== undefined && { most }),
    });
  }

  /** Something is wanting in the part as such. */
  whole(code: LackCode, blocks = true, most?: number): void {
    this.all.push({
      ...{ part: this.#part, code, blocks, count: 0, names: [], ids: [] },
      ...(most !== undefined && { most }),
    });
  }

  /** What every list of named things must hold. */
  named(those: readonly Named[]): void {
    this.in(
      'unnamed',
      those.filter(({ name }) => isBlank(name.zh)),
    );
    this.in(
      'long',
      those.filter(({ name }) => isLong(name)),
      { most: MOST_OF.name },
    );
    this.in(
      'twice',
      those.filter(({ id }, at) => those.findIndex((one) => one.id === id) !== at),
    );
  }
}

const has = (list: readonly { readonly id: string }[], id: string): boolean =>
  list.some((one) => one.id === id);

const LACKS: { readonly [P in PartName]: (lacks: Lacks, parts: Parts) => void } = {
  tour(lacks, { tour: { name, shortName, timeZone, notice, days } }) {
    if (isBlank(name.zh)) lacks.whole('unnamed');
    if (isBlank(shortName.zh)) lacks.whole('no-short-name');
    if (isLong(name) || isLong(shortName)) lacks.whole('long', true, MOST_OF.name);
    if (!ZONE.test(timeZone)) lacks.whole('time-zone');
    if (notice !== undefined && (isBlank(notice.zh) || notice.zh.length > MOST_OF.notice))
      lacks.whole('notice', true, MOST_OF.notice);
    if (days.length === 0) lacks.whole('no-days');
    const asNamed = days.map(({ number }) => ({ id: String(number), name: { zh: String(number) } }));
    lacks.in(
      'no-date',
      asNamed.filter((_day, at) => !isRealDate(days[at]?.date ?? '')),
    );
    const sorted = days.toSorted((a, b) => a.number - b.number);
    const astray = sorted.filter(({ date }, at) => at > 0 && date <= (sorted[at - 1]?.date ?? ''));
    if (lacks.all.every(({ code }) => code !== 'no-date'))
      lacks.in(
        'days-order',
        astray.map(({ number }) => ({ id: String(number), name: { zh: String(number) } })),
      );
  },
  areas(lacks, { areas: { areas }, stops: { stops, talks } }) {
    if (areas.length === 0) lacks.whole('none');
    lacks.named(areas);
    lacks.in(
      'no-short-name',
      areas.filter(({ shortName }) => isBlank(shortName.zh)),
    );
    lacks.in(
      'nowhere',
      areas.filter(({ seat }) => isNowhere(seat)),
    );
    if (stops.length + talks.length > 0)
      lacks.in(
        'without-stops',
        areas.filter(({ id }) => ![...stops, ...talks].some(({ areaId }) => areaId === id)),
        { blocks: false },
      );
  },
  labels(lacks, { labels: { kinds, brands } }) {
    lacks.named(kinds);
    lacks.named(brands);
  },
  rubrics(lacks, { rubrics: { rubrics } }) {
    if (rubrics.length === 0) lacks.whole('none');
    lacks.named(rubrics);
    lacks.in(
      'no-criteria',
      rubrics.filter(({ criteria }) => criteria.length === 0),
    );
    const wrong = rubrics.flatMap(({ criteria }) =>
      criteria.flatMap((one) => {
        const figures = [one.min, one.max, one.step, one.weight];
        const isSound =
          !isBlank(one.label.zh) &&
          !isLong(one.label) &&
          figures.every((figure) => DECIMAL.test(figure)) &&
          isPositive(one.step) &&
          isPositive(one.weight) &&
          isWithin(one.min, '0', one.max);
        return isSound ? [] : [{ id: one.id, name: one.label }];
      }),
    );
    lacks.in('criterion', wrong);
  },
  stops(lacks, parts) {
    const { stops, talks } = parts.stops;
    const both: readonly (Stop | Talk)[] = [...stops, ...talks];
    if (both.length === 0) lacks.whole('none', false);
    lacks.named(both);
    lacks.in(
      'nowhere',
      stops.filter(({ position }) => isNowhere(position)),
    );
    lacks.in(
      'no-area',
      both.filter(({ areaId }) => !has(parts.areas.areas, areaId)),
    );
    lacks.in(
      'no-rubric',
      both.filter(({ rubricId }) => !has(parts.rubrics.rubrics, rubricId)),
    );
    lacks.in(
      'no-day',
      both.filter(({ day }) => !parts.tour.days.some(({ number }) => number === day)),
    );
    lacks.in(
      'no-time',
      both.filter(
        (one) =>
          !CLOCK.test(one.plannedAt) ||
          ('position' in one && one.plannedLeaveAt !== undefined && !CLOCK.test(one.plannedLeaveAt)),
      ),
    );
    const { kinds, brands } = parts.labels;
    lacks.in(
      'no-label',
      stops.filter(
        ({ kindId, brandId }) =>
          (kindId !== undefined && !has(kinds, kindId)) || (brandId !== undefined && !has(brands, brandId)),
      ),
    );
    lacks.in(
      'number',
      stops.filter(({ number }, at) => number < 1 || stops.findIndex((one) => one.number === number) !== at),
    );
  },
  prizes(lacks, { prizes: { prizes } }) {
    lacks.named(prizes);
    lacks.in(
      'places',
      prizes.filter(({ places }) => places < 1),
    );
  },
  outlets(lacks, { outlets: { outlets } }) {
    lacks.named(outlets);
    lacks.in(
      'colour',
      outlets.filter(({ colour }) => colour !== undefined && !COLOUR.test(colour)),
    );
  },
  figures(lacks, { figures: { figures } }) {
    const asNamed = figures.map(({ label }, at) => ({ id: String(at + 1), name: label }));
    lacks.in(
      'unnamed',
      asNamed.filter(({ name }) => isBlank(name.zh)),
    );
    lacks.in(
      'long',
      asNamed.filter(({ name }) => isLong(name)),
      { most: MOST_OF.name },
    );
    lacks.in(
      'value',
      asNamed.filter((_one, at) => {
        const { value, unit } = figures[at] ?? { value: '' };
        return isBlank(value) || value.length > MOST_OF.figure || (unit !== undefined && isBlank(unit.zh));
      }),
    );
  },
  judges(lacks, { judges: { judges }, areas: { areas } }) {
    if (judges.length === 0) lacks.whole('none', false);
    const asNamed = judges.map(({ id, name }) => ({ id, name: { zh: name } }));
    lacks.in(
      'unnamed',
      asNamed.filter(({ name }) => isBlank(name.zh)),
    );
    lacks.in(
      'long',
      asNamed.filter((_one, at) => {
        const { name, post } = judges[at] ?? { name: '' };
        return name.length > MOST_OF.person || (post?.length ?? 0) > MOST_OF.post;
      }),
      { most: MOST_OF.person },
    );
    lacks.in(
      'twice',
      asNamed.filter(({ id }, at) => judges.findIndex((one) => one.id === id) !== at),
    );
    lacks.in(
      'no-area',
      asNamed.filter((_one, at) => {
        const areaId = judges[at]?.areaId;
        return areaId !== undefined && !has(areas, areaId);
      }),
    );
  },
};

/** What is still wanting before a tour of these parts can start, part by part, in the order of setting up. */
export function missingIn(parts: Parts): readonly Lack[] {
  return PART_NAMES.flatMap((part) => {
    const lacks = new Lacks(part);
    LACKS[part](lacks, parts);
    return lacks.all;
  });
}
