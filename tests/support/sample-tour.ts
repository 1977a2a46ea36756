import type { Judge } from '../../shared/tour/judging/judges.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';

const mark = { min: '0', max: '10', step: '0.5' };

/** A small tour: two areas, three stops on two days, two criteria. */
export const sampleSetup: Setup = {
  name: { zh: '示例拉练', en: 'Sample tour' },
  shortName: { zh: '示例', en: 'Sample' },
  timeZone: 'Asia/Shanghai',
  days: [
    { number: 1, date: '2022-07-07', road: '_rcdE_id}S~oR_cmA~oR_t`B' },
    { number: 2, date: '2022-07-08' },
  ],
  areas: [
    { id: 'zhuxi', name: { zh: '竹溪县', en: 'Zhuxi' }, shortName: { zh: '竹溪' }, seat: [32.32, 109.72] },
    { id: 'fang', name: { zh: '房县', en: 'Fang' }, shortName: { zh: '房县' }, seat: [32.06, 110.73] },
  ],
  stops: [
    {
      id: 's1',
      number: 1,
      name: { zh: '水坪镇实践所' },
      areaId: 'zhuxi',
      day: 1,
      plannedAt: '09:00',
      position: [32.3, 109.8],
      rubricId: 'all',
      kindId: 'institute',
      brandId: 'virtue',
    },
    {
      id: 's2',
      number: 2,
      name: { zh: '好人广场' },
      areaId: 'fang',
      day: 1,
      plannedAt: '11:00',
      position: [32.1, 110.7],
      rubricId: 'all',
    },
    {
      id: 's3',
      number: 3,
      name: { zh: '诗经文化站' },
      areaId: 'fang',
      day: 2,
      plannedAt: '09:30',
      position: [32.05, 110.75],
      rubricId: 'all',
    },
  ],
  kinds: [{ id: 'institute', name: { zh: '实践所' } }],
  brands: [{ id: 'virtue', name: { zh: '好人之城·德行十堰' } }],
  rubrics: [
    {
      id: 'all',
      name: { zh: '通用' },
      criteria: [
        { id: 'work', label: { zh: '工作' }, ...mark, weight: '6' },
        { id: 'show', label: { zh: '展示' }, ...mark, weight: '4' },
      ],
    },
  ],
  outlets: [
    { id: 'qinchu', name: { zh: '秦楚网' }, colour: '#0E64AE' },
    { id: 'toutiao', name: { zh: '十堰头条' } },
  ],
  prizes: [{ id: 'first', name: { zh: '一等奖' }, places: 1, moneyYuan: 100_000 }],
};

/** Three judges; quorum is two. */
export const sampleJudges: Judge[] = ['j1', 'j2', 'j3'].map((id) => ({ id, name: `评委${id}` }));
