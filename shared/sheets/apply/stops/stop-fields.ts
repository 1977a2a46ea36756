import type { Stop } from '../../../tour/setup/setup.ts';
import type { FieldText } from '../difference.ts';

/** Names of what a stop refers to by an id. */
export interface NamesOfStops {
  readonly area: (id: string) => string;
  readonly kind: (id: string) => string;
  readonly brand: (id: string) => string;
  readonly rubric: (id: string) => string;
}

/** A stop's fields, to be compared and read. */
export const stopFields =
  (names: NamesOfStops) =>
  (stop: Stop): readonly FieldText[] => [
    ['站序', 'Number', String(stop.number)],
    ['名称', 'Name', stop.name.zh],
    ['英文名称', 'English name', stop.name.en ?? ''],
    ['县（市、区）', 'Area', names.area(stop.areaId)],
    ['第几天', 'Day', String(stop.day)],
    ['到达', 'Arrive', stop.plannedAt],
    ['离开', 'Leave', stop.plannedLeaveAt ?? ''],
    ['类别', 'Kind', stop.kindId === undefined ? '' : names.kind(stop.kindId)],
    ['品牌', 'Brand', stop.brandId === undefined ? '' : names.brand(stop.brandId)],
    ['评分表', 'Rubric', names.rubric(stop.rubricId)],
    ['坐标', 'Coordinates', stop.position.join(', ')],
  ];
