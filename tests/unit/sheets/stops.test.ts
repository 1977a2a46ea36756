import { describe, expect, test } from 'vitest';
import { planSheets } from '../../../shared/sheets/apply/plan.ts';
import { faultSentence } from '../../../shared/sheets/faults/faults.ts';
import { sampleBase, sheetOf, youngBase } from '../../support/sheets.ts';

const planOf = (text: string, choices = {}, base = youngBase, rest = {}) =>
  planSheets([sheetOf(text, rest)], base, ['stops'], choices);
const codes = (plan: ReturnType<typeof planOf>) =>
  plan.faults.map(({ code, row, column }) => [code, row, column]);
const faultsOf = (text: string, choices = {}, base = youngBase) =>
  codes(planOf(text, choices, base)).filter(
    ([code]) => !['area.no-stops', 'stop.no-place', 'stop.no-time'].includes(String(code)),
  );

describe('a sheet of stops', () => {
  test('becomes stops of the set-up, with ids that say their number', () => {
    const text = [
      '十堰市拉练现场安排表',
      '序号|县市区|项目名称|类别|日期|时间|坐标',
      '1|竹溪县|水坪镇实践所|实践所|7月7日|上午9：30-10：10|32.30,109.80',
      '2|竹溪县|好人长廊|广场|7月7日|下午2:30|109.75,32.31',
      '3|房县|诗经文化站|实践所|7月8日|9:00|32.05 110.75',
      '合计|3个||||| ',
    ].join('\n');
    const { values, faults } = planOf(text);
    expect(codes({ faults } as never)).toEqual([['area.no-stops', undefined, undefined]]);
    expect(values?.stops).toEqual([
      {
        ...{ id: 's01', number: 1, name: { zh: '水坪镇实践所' }, areaId: 'zhuxi', day: 1 },
        ...{
          plannedAt: '09:30',
          plannedLeaveAt: '10:10',
          position: [32.3, 109.8],
          kindId: 'k01',
          rubricId: 'all',
        },
      },
      {
        ...{ id: 's02', number: 2, name: { zh: '好人长廊' }, areaId: 'zhuxi', day: 1, plannedAt: '14:30' },
        ...{ position: [32.31, 109.75], kindId: 'k02', rubricId: 'all' },
      },
      {
        ...{ id: 's03', number: 3, name: { zh: '诗经文化站' }, areaId: 'fang', day: 2, plannedAt: '09:00' },
        ...{ position: [32.05, 110.75], kindId: 'k01', rubricId: 'all' },
      },
    ]);
    expect(values?.kinds?.map(({ name }) => name.zh)).toEqual(['实践所', '广场']);
  });

  test('fills cells down that were one, and takes days and areas that stand in rows of their own', () => {
    const rows = '县区|站点|到达\n竹溪县|甲|9:00\n|乙|10:00\n房县|丙|11:00';
    const merged = planOf(
      rows,
      {},
      { ...youngBase, days: youngBase.days.slice(0, 1) },
      { merges: [{ top: 2, left: 0, bottom: 3, right: 0 }] },
    );
    expect(merged.values?.stops?.map(({ areaId }) => areaId)).toEqual(['zhuxi', 'zhuxi', 'fang']);
    expect(merged.sheets[0]?.lines[1]?.cells.area).toEqual({ text: '竹溪县', lent: true });
    const sections =
      '序号|站点|到达\n第一天（7月7日）\n竹溪县\n1|甲|9:00\n2|乙|10:00\n第二天 7月8日\n房县\n3|丙|11:00';
    expect(planOf(sections).values?.stops?.map(({ areaId, day }) => [areaId, day])).toEqual([
      ['zhuxi', 1],
      ['zhuxi', 1],
      ['fang', 2],
    ]);
  });

  test('has a head in two lines where cells above are one', () => {
    const text = '序号|县区|名称|时间||坐标|\n||||第几天|纬度|经度\n1|房县|甲|9:00|1|32.1|110.7'.replace(
      '时间||',
      '时间||',
    );
    const merges = [
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 2, right: 2 },
      { top: 1, left: 3, bottom: 1, right: 4 },
      { top: 1, left: 5, bottom: 1, right: 6 },
    ];
    const two = text.replace('||||第几天', '|||到达|第几天');
    expect(planOf(two, {}, youngBase, { merges }).values?.stops).toMatchObject([
      { name: { zh: '甲' }, day: 1, plannedAt: '09:00', position: [32.1, 110.7] },
    ]);
  });

  test('says what is wrong with which cell', () => {
    const text = [
      '站序|县市区|名称|第几天|到达|离开|纬度|经度|评分表',
      '1|竹山县|甲|1|9:00|||| ',
      '2|房县||1|9:00|||| ',
      '2|房县|丙|1|9:00|||| ',
      '3|房县|丁|9|9:00|||| ',
      '4|房县|丙|1|待定|8:00||| ',
      '5|房县|戊|1|9:00|8:00|||没有',
      '6|房县|己|1|9:00||32.1|| ',
      '7|房县|庚|1|9:00||110.7|32.1| ',
    ].join('\n');
    expect(faultsOf(text)).toEqual([
      ['area.unknown', 2, 1],
      ['cell.missing', 3, 2],
      ['day.unknown', 5, 3],
      ['stop.twice', 6, 2],
      ['time.none', 6, 4],
      ['time.order', 7, 5],
      ['rubric.unknown', 7, 8],
      ['place.half', 8, 7],
      ['place.swapped', 9, 6],
    ]);
  });

  test('with latitude and longitude in each other’s column is asked about, and read once they are swapped', () => {
    const text = '县区|名称|第几天|到达|纬度|经度\n房县|甲|1|9:00|110.7|32.1\n房县|乙|1|10:00|110.8|32.2';
    const asked = planOf(text);
    expect(asked.looksSwapped).toBe(true);
    expect(asked.values).toBeUndefined();
    expect(planOf(text, { swapped: true }).values?.stops?.map(({ position }) => position)).toEqual([
      [32.1, 110.7],
      [32.2, 110.8],
    ]);
  });

  test('in GCJ-02 or BD-09 is led back to WGS-84 where somebody says that it is', () => {
    const text = '县区|名称|第几天|到达|纬度|经度\n房县|甲|1|9:00|32.64783|110.795329';
    expect(planOf(text, { datum: 'gcj02' }).values?.stops?.[0]?.position).toEqual([32.65, 110.79]);
    expect(planOf(text).values?.stops?.[0]?.position).toEqual([32.64783, 110.795329]);
  });

  test('makes areas that nobody knows only where that is wanted', () => {
    const text = '县区|名称|第几天|到达\n竹山县|甲|1|9:00\n竹山县|乙|1|10:00';
    expect(planOf(text)).toMatchObject({ unknownAreas: ['竹山县'], values: undefined });
    const made = planOf(text, { addsAreas: true });
    expect(made.values?.areas?.[3]).toEqual({
      id: 'a04',
      name: { zh: '竹山县' },
      shortName: { zh: '竹山' },
      seat: [0, 0],
    });
    expect(made.values?.stops?.map(({ areaId }) => areaId)).toEqual(['a04', 'a04']);
    expect(made.differences.find(({ kind }) => kind === 'areas')?.added).toEqual(['竹山县']);
  });

  test('numbers that begin again in each area are no numbers of stops', () => {
    const text = '序号|县区|名称|第几天|到达\n1|竹溪县|甲|1|9:00\n2|竹溪县|乙|1|10:00\n1|房县|丙|1|11:00';
    const plan = planOf(text);
    expect(plan.values?.stops?.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(codes(plan)).toContainEqual(['number.counts-within', undefined, undefined]);
    expect(
      faultsOf('序号|县区|名称|第几天|到达\n1|竹溪县|甲|1|9:00\n1|房县|丙|1|11:00\n3|房县|丁|1|12:00'),
    ).toEqual([['number.twice', 3, 0]]);
  });

  test('imported again changes nothing; what changes is shown, and what is missing stays until it is dropped', () => {
    const first = '站序|县区|名称|第几天|到达\n1|竹溪县|甲|1|9:00\n2|竹溪县|乙|1|10:00\n3|房县|丙|2|11:00';
    const base = { ...youngBase, stops: planOf(first).values?.stops ?? [] };
    const again = planOf(first, {}, base);
    expect(again.values).toEqual({});
    expect(again.differences).toMatchObject([
      { kind: 'stops', added: [], changed: [], same: 3, missing: [] },
    ]);
    // By name the hour changes, by number the name.
    const changed = '站序|县区|名称|第几天|到达\n1|竹溪县|甲|1|9:15\n3|房县|丙二|2|11:00\n4|房县|丁|2|12:00';
    const plan = planOf(changed, {}, base);
    expect(plan.differences).toMatchObject([
      {
        kind: 'stops',
        added: ['丁'],
        changed: [
          { name: '甲', changes: [{ zh: '到达', before: '09:00', after: '09:15' }] },
          { name: '丙', changes: [{ zh: '名称', before: '丙', after: '丙二' }] },
        ],
        missing: [{ key: 'stops:s02', name: '乙' }],
      },
    ]);
    expect(plan.values?.stops?.map(({ id }) => id)).toEqual(['s01', 's02', 's03', 's04']);
    const dropped = planOf(changed, { dropped: ['stops:s02'] }, base);
    expect(dropped.values?.stops?.map(({ id }) => id)).toEqual(['s01', 's03', 's04']);
    // Two stops that change places keep their ids.
    const turned = planOf(
      '站序|县区|名称|第几天|到达\n2|竹溪县|甲|1|9:00\n1|竹溪县|乙|1|10:00\n3|房县|丙|2|11:00',
      {},
      base,
    );
    expect(turned.values?.stops?.map(({ id, number }) => [id, number])).toEqual([
      ['s02', 1],
      ['s01', 2],
      ['s03', 3],
    ]);
  });

  test('gives a number that another stop keeps: that is asked about', () => {
    expect(
      faultsOf(
        '站序|县区|名称|第几天|到达\n2|竹溪县|新站|1|9:00',
        {},
        { ...sampleBase, stops: sampleBase.stops.filter(({ id }) => id !== 's2') },
      ),
    ).toEqual([]);
    const plan = planOf('站序|县区|名称|编号|第几天|到达\n2|竹溪县|新站|new|1|9:00', {}, sampleBase);
    expect(codes(plan)).toContainEqual(['number.taken', undefined, undefined]);
  });

  test('makes the days of a tour that has none, of dates with a year', () => {
    const base = { ...youngBase, days: [] };
    const text = '县区|名称|日期|到达\n房县|甲|2022-07-08|9:00\n房县|乙|2022.7.7|9:00';
    const { values } = planOf(text, {}, base);
    expect(values?.days).toEqual([
      { number: 1, date: '2022-07-07' },
      { number: 2, date: '2022-07-08' },
    ]);
    expect(values?.stops?.map(({ name, day }) => [name.zh, day])).toEqual([
      ['甲', 2],
      ['乙', 1],
    ]);
    expect(faultsOf('县区|名称|日期|到达\n房县|甲|7月8日|9:00', {}, base)).toEqual([['day.year', 2, 2]]);
  });

  test('takes a date whose order nobody said where only one day of the tour fits', () => {
    const of = (date: string) => planOf(`县区|名称|日期|到达\n房县|甲|${date}|9:00`).values?.stops?.[0]?.day;
    for (const date of ['7/8/2022', '8/7/2022', '22/7/8', '2022/7/8', '7.8', '44750', '第二天'])
      expect(of(date)).toBe(2);
  });

  test('without places or times is taken, and that is said', () => {
    const plan = planOf('县区|名称|第几天\n房县|甲|1\n房县|乙|1');
    expect(plan.values?.stops).toMatchObject([
      { position: [0, 0], plannedAt: '09:00' },
      { position: [0, 0] },
    ]);
    expect(codes(plan).map(([code]) => code)).toEqual(['stop.no-place', 'area.no-stops', 'stop.no-time']);
  });

  test('says a name of 200 characters, and what a slip of a digit places far away', () => {
    expect(faultsOf(`县区|名称|第几天|到达\n房县|${'长'.repeat(200)}|1|9:00`)).toEqual([['cell.long', 2, 1]]);
    const rows = Array.from({ length: 5 }, (_, at) => `房县|站${at}|1|9:0${at}|32.${at}|110.7`).join('\n');
    expect(faultsOf(`县区|名称|第几天|到达|纬度|经度\n${rows}\n房县|远|1|9:00|23.1|110.7`)).toEqual([
      ['place.far', undefined, undefined],
    ]);
  });

  test('takes no area for another that is called alike, and no empty cell for what stands above it', () => {
    expect(faultsOf('县区|名称|第几天|到达\n房区|甲|1|9:00')).toEqual([['area.unknown', 2, 0]]);
    const plan = planOf(
      '县区|名称|第几天|到达|类别|离开|品牌\n房县|甲|1|9:00|实践所|9:30|好人\n房县|乙|1|10:00|—||',
    );
    expect(plan.values?.stops?.[1]).not.toHaveProperty('kindId');
    expect(plan.values?.stops?.[1]).not.toHaveProperty('plannedLeaveAt');
    expect(plan.values?.kinds?.map(({ name }) => name.zh)).toEqual(['实践所']);
  });

  test('ends where nothing but formulas goes on', () => {
    expect(
      planOf('序号|县区|名称|第几天|到达|纬度\n1|房县|甲|1|9:00|\n2||||0|0\n3||||0|0').values?.stops?.length,
    ).toBe(1);
  });

  test('keeps a formula in a name as the words that it is', () => {
    const formula = '=HYPERLINK("http://example.org","甲")';
    expect(planOf(`县区|名称|第几天|到达\n房县|${formula}|1|9:00`).values?.stops?.[0]?.name).toEqual({
      zh: formula,
    });
  });

  test('every sentence is filled in, in both languages', () => {
    for (const fault of planOf(
      '站序|县市区|名称|第几天|到达|纬度|经度\n1|竹山县|甲|9|待定|110|32\n1|房县||1|9:00||',
    ).faults)
      for (const language of ['zh', 'en'] as const)
        expect(faultSentence(fault, language)).not.toMatch(/[{}]|undefined|“”/);
  });
});
