import { areaFields } from '../sheets/apply/areas.ts';
import type { FieldChange, FieldText } from '../sheets/apply/difference.ts';
import { judgeFields } from '../sheets/apply/judges.ts';
import { rubricFields } from '../sheets/apply/rubrics/rubrics.ts';
import { stopFields } from '../sheets/apply/stops/stop-fields.ts';
import type { Judge } from '../tour/judging/judges.ts';
import type { PartName, Parts } from './parts.ts';

/** The lists of a set-up; `tour`: what stands in none. */
export type PartList =
  | 'tour'
  | 'days'
  | 'areas'
  | 'kinds'
  | 'brands'
  | 'rubrics'
  | 'stops'
  | 'talks'
  | 'prizes'
  | 'outlets'
  | 'figures'
  | 'judges';

/** What differs in one list, by names as people read them. */
export interface PartDifference {
  readonly kind: PartList;
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly { readonly name: string; readonly changes: readonly FieldChange[] }[];
}

interface Two<T> {
  readonly kind: PartList;
  readonly before: readonly T[];
  readonly after: readonly T[];
  readonly nameOf: (one: T) => string;
  readonly beforeFields: (one: T) => readonly FieldText[];
  readonly afterFields: (one: T) => readonly FieldText[];
}

const changesOf = (was: readonly FieldText[], is: readonly FieldText[]): readonly FieldChange[] =>
  is.flatMap(([zh, en, after], at) => {
    const before = was[at]?.[2] ?? '';
    return before === after ? [] : [{ zh, en, before, after }];
  });

/** Lays two lists beside each other by ids. */
function differ<T extends { readonly id: string }>(two: Two<T>): PartDifference {
  const was = new Map(two.before.map((one) => [one.id, one]));
  const is = new Set(two.after.map(({ id }) => id));
  return {
    kind: two.kind,
    added: two.after.filter(({ id }) => !was.has(id)).map(two.nameOf),
    gone: two.before.filter(({ id }) => !is.has(id)).map(two.nameOf),
    changed: two.after.flatMap((one) => {
      const old = was.get(one.id);
      if (old === undefined) return [];
      const changes = changesOf(two.beforeFields(old), two.afterFields(one));
      return changes.length === 0 ? [] : [{ name: two.nameOf(old), changes }];
    }),
  };
}

type Name = { readonly zh: string; readonly en?: string | undefined };
const zhOf = ({ id, name }: { readonly id: string; readonly name: Name }): string => name.zh || id;
const nameFields = ({ name }: { readonly name: Name }): readonly FieldText[] => [
  ['名称', 'Name', name.zh],
  ['英文名称', 'English name', name.en ?? ''],
];
/** The name of what has an id; the id where it is not there. */
const namesIn =
  (list: readonly { readonly id: string; readonly name: Name }[]) =>
  (id: string): string => {
    const found = list.find((one) => one.id === id);
    return found === undefined ? id : zhOf(found);
  };

/** How much of a line there is: nobody reads the line itself. */
const lines = (texts: readonly string[] | undefined): string =>
  texts === undefined || texts.length === 0 ? '' : String(texts.join('').length);

const tourFields = ({ name, shortName, timeZone, notice }: Parts['tour']): readonly FieldText[] => [
  ['名称', 'Name', name.zh],
  ['英文名称', 'English name', name.en ?? ''],
  ['简称', 'Short name', shortName.zh],
  ['英文简称', 'English short name', shortName.en ?? ''],
  ['时区', 'Time zone', timeZone],
  ['说明', 'Notice', notice?.zh ?? ''],
  ['英文说明', 'English notice', notice?.en ?? ''],
];

/** What each part lists, and how it is compared: names of what it refers to are those of its own version. */
const LISTS: { readonly [P in PartName]: (before: Parts, after: Parts) => readonly PartDifference[] } = {
  tour(before, after) {
    const changes = changesOf(tourFields(before.tour), tourFields(after.tour));
    const whole: PartDifference = {
      ...{ kind: 'tour', added: [], gone: [] },
      changed: changes.length === 0 ? [] : [{ name: '', changes }],
    };
    const days = ({ tour }: Parts) => tour.days.map((day) => ({ ...day, id: String(day.number) }));
    const fields = ({ date, road }: { date: string; road?: string | undefined }): readonly FieldText[] => [
      ['日期', 'Date', date],
      ['路线', 'Road', lines(road === undefined ? undefined : [road])],
    ];
    return [
      whole,
      differ({
        ...{
          kind: 'days',
          before: days(before),
          after: days(after),
          beforeFields: fields,
          afterFields: fields,
        },
        nameOf: ({ number, date }) => `${number} · ${date}`,
      }),
    ];
  },
  areas(before, after) {
    const fields = (area: Parts['areas']['areas'][number]): readonly FieldText[] => [
      ...areaFields(area),
      ['地图轮廓', 'Outline', lines(area.outline)],
    ];
    return [
      differ({
        ...{ kind: 'areas', before: before.areas.areas, after: after.areas.areas, nameOf: zhOf },
        ...{ beforeFields: fields, afterFields: fields },
      }),
    ];
  },
  labels(before, after) {
    const of = (kind: 'kinds' | 'brands'): PartDifference =>
      differ({
        ...{ kind, before: before.labels[kind], after: after.labels[kind], nameOf: zhOf },
        ...{ beforeFields: nameFields, afterFields: nameFields },
      });
    return [of('kinds'), of('brands')];
  },
  rubrics(before, after) {
    const [was, is] = [before.rubrics.rubrics, after.rubrics.rubrics];
    const ids = [...new Set([...was, ...is].flatMap(({ criteria }) => criteria.map(({ id }) => id)))];
    const fields = rubricFields(ids);
    return [
      differ({
        kind: 'rubrics',
        before: was,
        after: is,
        nameOf: zhOf,
        beforeFields: fields,
        afterFields: fields,
      }),
    ];
  },
  stops(before, after) {
    const names = (parts: Parts) => ({
      area: namesIn(parts.areas.areas),
      kind: namesIn(parts.labels.kinds),
      brand: namesIn(parts.labels.brands),
      rubric: namesIn(parts.rubrics.rubrics),
    });
    const [was, is] = [names(before), names(after)];
    const talkFields =
      ({ area, rubric }: ReturnType<typeof names>) =>
      (talk: Parts['stops']['talks'][number]): readonly FieldText[] => [
        ...nameFields(talk),
        ['县（市、区）', 'Area', area(talk.areaId)],
        ['第几天', 'Day', String(talk.day)],
        ['时间', 'Time', talk.plannedAt],
        ['评分表', 'Rubric', rubric(talk.rubricId)],
      ];
    return [
      differ({
        ...{ kind: 'stops', before: before.stops.stops, after: after.stops.stops, nameOf: zhOf },
        ...{ beforeFields: stopFields(was), afterFields: stopFields(is) },
      }),
      differ({
        ...{ kind: 'talks', before: before.stops.talks, after: after.stops.talks, nameOf: zhOf },
        ...{ beforeFields: talkFields(was), afterFields: talkFields(is) },
      }),
    ];
  },
  prizes(before, after) {
    const fields = (prize: Parts['prizes']['prizes'][number]): readonly FieldText[] => [
      ...nameFields(prize),
      ['名额', 'Places', String(prize.places)],
      ['奖金（元）', 'Money (yuan)', prize.moneyYuan === undefined ? '' : String(prize.moneyYuan)],
    ];
    return [
      differ({
        ...{ kind: 'prizes', before: before.prizes.prizes, after: after.prizes.prizes, nameOf: zhOf },
        ...{ beforeFields: fields, afterFields: fields },
      }),
    ];
  },
  outlets(before, after) {
    const fields = (outlet: Parts['outlets']['outlets'][number]): readonly FieldText[] => [
      ...nameFields(outlet),
      ['颜色', 'Colour', outlet.colour ?? ''],
    ];
    return [
      differ({
        ...{ kind: 'outlets', before: before.outlets.outlets, after: after.outlets.outlets, nameOf: zhOf },
        ...{ beforeFields: fields, afterFields: fields },
      }),
    ];
  },
  figures(before, after) {
    const of = ({ figures }: Parts) =>
      figures.figures.map(({ label, ...one }, at) => ({ ...one, id: String(at + 1), name: label }));
    const fields = (figure: ReturnType<typeof of>[number]): readonly FieldText[] => [
      ...nameFields(figure),
      ['数值', 'Value', figure.value],
      ['单位', 'Unit', figure.unit?.zh ?? ''],
    ];
    return [
      differ({
        ...{ kind: 'figures', before: of(before), after: of(after), nameOf: zhOf },
        ...{ beforeFields: fields, afterFields: fields },
      }),
    ];
  },
  judges(before, after) {
    const fields = (parts: Parts) => judgeFields(namesIn(parts.areas.areas));
    return [
      differ({
        ...{ kind: 'judges', before: before.judges.judges, after: after.judges.judges },
        ...{
          nameOf: ({ name, id }: Judge) => name || id,
          beforeFields: fields(before),
          afterFields: fields(after),
        },
      }),
    ];
  },
};

/** What differs in a part between two versions; lists in which nothing does are not there. */
export const differencesOfPart = (part: PartName, before: Parts, after: Parts): readonly PartDifference[] =>
  LISTS[part](before, after).filter(
    ({ added, gone, changed }) => added.length + gone.length + changed.length > 0,
  );
