import { describe, expect, test } from 'vitest';
import { EMPTY_BASE } from '../../../shared/sheets/apply/base.ts';
import { planSheets, type SheetPlan } from '../../../shared/sheets/apply/plan.ts';
import { sampleBase, sheetOf, youngBase } from '../../support/sheets.ts';

const codes = ({ faults }: SheetPlan) => faults.map(({ code, row, column }) => [code, row, column]);

describe('a sheet of areas', () => {
  const planOf = (text: string, base = EMPTY_BASE, choices = {}) =>
    planSheets([sheetOf(text)], base, ['areas'], choices);

  test('becomes areas, with ids of their English names or their numbers', () => {
    const text = [
      '序号|县（市、区）|简称|英文名|北纬|东经',
      '1|竹溪县||Zhuxi County|32°19′12″|109°43′12″',
      '2|武当山旅游经济特区|武当山||32.40|111.00',
      '合计|2||||',
    ].join('\n');
    expect(planOf(text).values?.areas).toEqual([
      {
        ...{
          id: 'zhuxi',
          name: { zh: '竹溪县', en: 'Zhuxi County' },
          shortName: { zh: '竹溪', en: 'Zhuxi County' },
        },
        seat: [32.32, 109.72],
      },
      { id: 'a02', name: { zh: '武当山旅游经济特区' }, shortName: { zh: '武当山' }, seat: [32.4, 111] },
    ]);
  });

  test('updates areas by name or id, and keeps what it does not say', () => {
    const outline = ['_p~iF~ps|U'];
    const base = { ...youngBase, areas: youngBase.areas.map((area) => ({ ...area, outline })) };
    const plan = planOf('编号|名称|纬度|经度\n|竹溪县|32.5|109.8\nfang|房陵县||', base);
    expect(plan.values?.areas?.slice(0, 2)).toEqual([
      { ...base.areas[0], seat: [32.5, 109.8] },
      { ...base.areas[1], name: { zh: '房陵县', en: 'Fang' }, shortName: { zh: '房陵' } },
    ]);
    expect(plan.differences[0]?.missing).toEqual([{ key: 'areas:danjiangkou', name: '丹江口市' }]);
    expect(plan.values?.areas?.length).toBe(3);
  });

  test('says what is wrong, and which areas have no place or no stop', () => {
    expect(
      codes(planOf('名称|编号|纬度|经度\n竹溪县|大|32|109\n竹溪县||91|109\n房县|fang|x|110\n|b||')),
    ).toEqual([
      ['id.form', 2, 1],
      ['area.twice', 3, 0],
      ['place.swapped', 3, 2],
      ['place.none', 4, 2],
    ]);
    const plan = planOf('名称|简称\n郧阳区|郧阳', sampleBase);
    expect(codes(plan)).toEqual([
      ['area.no-place', undefined, undefined],
      ['area.no-stops', undefined, undefined],
    ]);
    expect(plan.values?.areas?.[2]).toMatchObject({ id: 'a03', seat: [0, 0] });
  });
});

describe('a sheet of judges', () => {
  const planOf = (text: string, base = youngBase, choices = {}) =>
    planSheets([sheetOf(text)], base, ['judges'], choices);

  test('becomes judges, with numbered ids', () => {
    const text =
      '评委名单\n序号|姓名|单位及职务|所属县市区\n1|陈远山|市文明办|\n2|李 若溪|竹溪县委宣传部|竹溪\n制表人：张三';
    expect(planOf(text).values?.judges).toEqual([
      { id: 'j01', name: '陈远山', post: '市文明办' },
      { id: 'j02', name: '李 若溪', post: '竹溪县委宣传部', areaId: 'zhuxi' },
    ]);
  });

  test('keeps two of one name apart where something tells them apart, and asks where nothing does', () => {
    const apart = planOf('姓名|单位\n王伟|市教育局\n王伟|市民政局');
    expect(apart.values?.judges?.map(({ id }) => id)).toEqual(['j01', 'j02']);
    expect(codes(apart)).toEqual([['judge.namesake', 3, 0]]);
    const base = { ...youngBase, judges: apart.values?.judges ?? [] };
    expect(planOf('姓名|单位\n王伟|市民政局\n王伟|市教育局', base).values).toEqual({});
    const asked = planOf('姓名|单位\n王伟|市教育局\n王伟|市教育局');
    expect(codes(asked)).toEqual([['judge.twice', 3, 0]]);
    expect(asked.values).toBeUndefined();
    expect(codes(planOf('编号|姓名\nw1|王伟\nw2|王伟'))).toEqual([['judge.namesake', 3, 1]]);
    expect(codes(planOf('编号|姓名\nw1|王伟\nw1|李雷'))).toEqual([['id.twice', 3, 0]]);
  });

  test('imported again updates by name, and dismisses only who is dropped', () => {
    const base = {
      ...sampleBase,
      judges: [
        { id: 'j1', name: '陈远山' },
        { id: 'j2', name: '李若溪', post: '旧' },
      ],
    };
    const plan = planOf('姓名|单位\n李若溪|新\n周知行|市文明办', base);
    expect(plan.values).toEqual({
      judges: [
        { id: 'j1', name: '陈远山' },
        { id: 'j2', name: '李若溪', post: '新' },
        { id: 'j03', name: '周知行', post: '市文明办' },
      ],
    });
    expect(planOf('姓名|单位\n李若溪|新', base, { dropped: ['judges:j1'] }).values).toEqual({
      judges: [{ id: 'j2', name: '李若溪', post: '新' }],
      dismissed: ['j1'],
    });
  });

  test('of an area that nobody knows is asked about', () => {
    const text = '姓名|所属县市区\n陈远山|竹山县';
    expect(codes(planOf(text))).toEqual([['area.not-there', 2, 1]]);
    // Where areas are set up as well, it can be made.
    const plan = planSheets([sheetOf(text)], youngBase, ['judges', 'areas'], { addsAreas: true });
    expect(plan.values?.judges).toMatchObject([{ areaId: 'a04' }]);
  });
});
