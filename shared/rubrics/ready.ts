/**
 * Rubrics to begin with, for tours like the first one: 30 items of work in three rubrics for stops, one for talks.
 *
 * That 30 items were inspected, which hardware and which software there is, is fact of the tour of Shiyan, July 2022
 * (centres, institutes, stations, points; squares of good people; teams; visitor routes; model units; popular spots ·
 * activities, projects, brands, good manners, core values). How they are worded one by one, and their points, is a
 * proposal: it is there to be changed.
 */
import type { Criterion, Rubric } from '../tour/setup/rubric.ts';
import type { Label } from '../tour/setup/setup.ts';

type Line = readonly [id: string, points: number, zh: string, en: string];

/** Marks of 0 to 10 by halves; a criterion of 15 points counts 1.5 times. */
const criterion = (
  [id, points, zh, en]: Line,
  part: readonly [zh: string, en: string] | undefined,
): Criterion => ({
  id,
  label: part === undefined ? { zh, en } : { zh: `${part[0]}·${zh}`, en: `${part[1]}: ${en}` },
  ...{ min: '0', max: '10', step: '0.5' },
  weight: String(points / 10),
});
const HARDWARE = ['硬件', 'Hardware'] as const;
const SOFTWARE = ['软件', 'Software'] as const;

const rubric = (
  id: string,
  name: Rubric['name'],
  hardware: readonly Line[],
  software: readonly Line[],
): Rubric => ({
  id,
  name,
  criteria: [
    ...hardware.map((line) => criterion(line, HARDWARE)),
    ...software.map((line) => criterion(line, SOFTWARE)),
  ],
});

const PLACES = rubric(
  'places',
  { zh: '阵地评分表', en: 'Places' },
  [
    ['premises', 15, '场所设施', 'Premises and facilities'],
    ['signs', 10, '标识标牌', 'Signs'],
    ['rules', 5, '制度上墙', 'Rules on the wall'],
    ['records', 10, '台账资料', 'Records'],
    ['surroundings', 10, '环境面貌', 'Surroundings'],
  ],
  [
    ['activities', 15, '志愿服务活动开展', 'Volunteer activities'],
    ['projects', 10, '项目开发', 'Project development'],
    ['branding', 10, '品牌培育', 'Brand building'],
    ['manners', 5, '文明风尚培育', 'Good manners'],
    ['values', 10, '核心价值观践行', 'Core values in practice'],
  ],
);

const TEAMS = rubric(
  'teams',
  { zh: '队伍与路线评分表', en: 'Teams and routes' },
  [
    ['team', 15, '队伍组建', 'Team'],
    ['registration', 10, '注册管理', 'Registration'],
    ['equipment', 5, '驿站与装备', 'Posts and equipment'],
    ['route', 10, '路线设置', 'Route'],
    ['guides', 10, '讲解接待', 'Guides and reception'],
  ],
  [
    ['activities', 20, '志愿服务活动开展', 'Volunteer activities'],
    ['projects', 10, '项目开发', 'Project development'],
    ['branding', 10, '品牌培育', 'Brand building'],
    ['manners', 5, '文明风尚培育', 'Good manners'],
    ['values', 5, '核心价值观践行', 'Core values in practice'],
  ],
);

const UNITS = rubric(
  'units',
  { zh: '单位与打卡地评分表', en: 'Units and popular spots' },
  [
    ['organisation', 10, '创建组织', 'Organisation'],
    ['display', 10, '宣传氛围', 'Display'],
    ['order', 10, '环境秩序', 'Order'],
    ['traffic', 5, '文明交通', 'Road courtesy'],
    ['highlight', 15, '特色亮点', 'What is special'],
  ],
  [
    ['activities', 15, '志愿服务活动开展', 'Volunteer activities'],
    ['projects', 5, '项目开发', 'Project development'],
    ['branding', 10, '品牌培育', 'Brand building'],
    ['manners', 10, '文明风尚培育', 'Good manners'],
    ['values', 10, '核心价值观践行', 'Core values in practice'],
  ],
);

const TALKS: Rubric = {
  id: 'talks',
  name: { zh: '路演评分表', en: 'Road-show' },
  criteria: (
    [
      ['measures', 40, '措施与标准', 'Measures and standards'],
      ['results', 40, '成效展示', 'Results shown'],
      ['delivery', 20, '现场表达', 'Delivery'],
    ] as const
  ).map((line) => criterion(line, undefined)),
};

/** Rubrics to begin with: three for stops, with ten items each, and one for the road-show. Each adds up to 100. */
export const READY_RUBRICS: readonly Rubric[] = [PLACES, TEAMS, UNITS, TALKS];

/** Kinds of stops to begin with, each with the rubric that marks it. */
export const READY_KINDS: readonly (Label & { readonly rubricId: string })[] = [
  { id: 'centre', name: { zh: '新时代文明实践中心', en: 'Civility practice centre' }, rubricId: PLACES.id },
  { id: 'institute', name: { zh: '新时代文明实践所', en: 'Practice institute' }, rubricId: PLACES.id },
  { id: 'station', name: { zh: '新时代文明实践站', en: 'Practice station' }, rubricId: PLACES.id },
  { id: 'point', name: { zh: '新时代文明实践点', en: 'Practice point' }, rubricId: PLACES.id },
  { id: 'square', name: { zh: '好人广场（长廊、街）', en: 'Good people square' }, rubricId: PLACES.id },
  { id: 'team', name: { zh: '志愿服务队伍', en: 'Volunteer team' }, rubricId: TEAMS.id },
  { id: 'visitor-route', name: { zh: '经典会客路线', en: 'Classic visitor route' }, rubricId: TEAMS.id },
  { id: 'model-unit', name: { zh: '典范单位', en: 'Model unit' }, rubricId: UNITS.id },
  { id: 'popular-spot', name: { zh: '网红打卡地', en: 'Popular spot' }, rubricId: UNITS.id },
];
