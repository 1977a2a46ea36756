import { type DayNumber, type Position, type Words, words } from '../words.ts';
import type { AreaId } from './areas.ts';
import type { BrandId } from './people.ts';
import type { RubricId } from './rubric.ts';

/** What a stop is, in the field's own terms. */
export const stopKinds = {
  centre: words('新时代文明实践中心', 'Civility practice centre'),
  institute: words('新时代文明实践所', 'Practice institute'),
  station: words('新时代文明实践站', 'Practice station'),
  point: words('新时代文明实践点', 'Practice point'),
  square: words('好人广场（长廊、街）', 'Good people square, gallery or street'),
  team: words('志愿服务队伍', 'Volunteer team'),
  'visitor-route': words('经典会客路线', 'Classic visitor route'),
  'model-unit': words('典范单位', 'Model unit'),
  'popular-spot': words('网红打卡地', 'Popular spot'),
  campus: words('文明校园', 'Model campus'),
} as const satisfies Readonly<Record<string, Words>>;

/** Id of a kind of stop. */
export type StopKind = keyof typeof stopKinds;

/** One project that is shown and scored. */
export interface DemoStop {
  /** 's01' to 's40', in driving order. */
  readonly id: string;
  /** 1 to 40. */
  readonly number: number;
  readonly name: Words;
  readonly areaId: AreaId;
  readonly day: DayNumber;
  /** 'HH:MM', Asia/Shanghai. */
  readonly plannedArrival: string;
  /** 'HH:MM', Asia/Shanghai; a meal at the stop is part of the stay. */
  readonly plannedDeparture: string;
  readonly position: Position;
  readonly kind: StopKind;
  readonly brandId: BrandId;
  readonly rubricId: RubricId;
  /** False for the three stops known by name; their times, places and scores are made up all the same. */
  readonly madeUp: boolean;
}

type StopRow = (
  number: number,
  areaId: AreaId,
  kind: StopKind,
  brandId: BrandId,
  plannedArrival: string,
  plannedDeparture: string,
  position: Position,
  zh: string,
  en: string,
  known?: 'known',
) => DemoStop;

/** Teams, visitor routes and road courtesy are judged by what people do; everything else by the place as well. */
function rubricFor(kind: StopKind, brandId: BrandId): RubricId {
  return kind === 'team' || kind === 'visitor-route' || brandId === 'changxing' ? 'service' : 'place';
}

/** Makes the rows of one day's table. */
export function stopOnDay(day: DayNumber): StopRow {
  return (number, areaId, kind, brandId, plannedArrival, plannedDeparture, position, zh, en, known) => ({
    id: `s${String(number).padStart(2, '0')}`,
    number,
    name: words(zh, en),
    areaId,
    day,
    plannedArrival,
    plannedDeparture,
    position,
    kind,
    brandId,
    rubricId: rubricFor(kind, brandId),
    madeUp: known !== 'known',
  });
}
