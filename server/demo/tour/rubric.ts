import { type Words, words } from '../words.ts';

/** One thing a judge gives a mark for. Marks and steps are decimals in strings. */
export interface Criterion {
  readonly id: string;
  readonly label: Words;
  /** What to look at, in one line. */
  readonly hint: Words;
  readonly group: 'hardware' | 'software';
  readonly min: '0';
  readonly max: '10';
  readonly step: '0.1';
  /** Share of the ballot's total; a rubric's weights add up to 100. */
  readonly weightPercent: number;
}

/** A ballot's total is the sum of mark × weightPercent ÷ 10: at most 100, two decimals at most. */
export interface Rubric {
  readonly id: RubricId;
  readonly name: Words;
  readonly criteria: readonly Criterion[];
}

/** Places are judged by what is there and what is done; services by what people do. Both made up for the demo. */
export type RubricId = 'place' | 'service' | 'road-show';

function criterion(
  group: Criterion['group'],
  id: string,
  weightPercent: number,
  label: Words,
  hint: Words,
): Criterion {
  return { id, label, hint, group, min: '0', max: '10', step: '0.1', weightPercent };
}

/** The two rubrics for stops. */
export const rubrics: readonly Rubric[] = [
  {
    id: 'place',
    name: words('阵地项目评分表', 'Places'),
    criteria: [
      criterion(
        'hardware',
        'premises',
        20,
        words('阵地建设', 'Premises'),
        words('场地、标识、设施是否齐全好用', 'Rooms, signs and facilities complete and in use'),
      ),
      criterion(
        'hardware',
        'team',
        10,
        words('队伍组织', 'Team'),
        words('队伍健全，分工到人', 'Complete team, named duties'),
      ),
      criterion(
        'hardware',
        'surroundings',
        10,
        words('环境面貌', 'Surroundings'),
        words('整洁有序，公益宣传到位', 'Tidy, with public-service notices'),
      ),
      criterion(
        'software',
        'activities',
        20,
        words('志愿服务活动开展', 'Volunteer activities'),
        words('常态开展，群众参与', 'Regular, with local people taking part'),
      ),
      criterion(
        'software',
        'projects',
        15,
        words('项目开发', 'Project development'),
        words('对接需求，入库管理', 'Meets a need, kept in the project library'),
      ),
      criterion(
        'software',
        'branding',
        10,
        words('品牌培育', 'Brand building'),
        words('有特色，叫得响', 'Distinct and well known'),
      ),
      criterion(
        'software',
        'values',
        15,
        words('核心价值观践行', 'Core values in practice'),
        words('融入日常，身边有榜样', 'Part of daily life, with local examples'),
      ),
    ],
  },
  {
    id: 'service',
    name: words('队伍与活动评分表', 'Teams and services'),
    criteria: [
      criterion(
        'hardware',
        'team',
        20,
        words('队伍组织', 'Team'),
        words('注册规范，骨干稳定', 'Properly registered, a steady core'),
      ),
      criterion(
        'hardware',
        'premises',
        10,
        words('服务设施', 'Facilities'),
        words('驿站、装备、标识', 'Post, equipment, signs'),
      ),
      criterion(
        'software',
        'activities',
        25,
        words('志愿服务活动开展', 'Volunteer activities'),
        words('常态开展，记录完整', 'Regular, fully recorded'),
      ),
      criterion(
        'software',
        'projects',
        15,
        words('项目开发', 'Project development'),
        words('对接需求，入库管理', 'Meets a need, kept in the project library'),
      ),
      criterion(
        'software',
        'branding',
        15,
        words('品牌培育', 'Brand building'),
        words('有特色，叫得响', 'Distinct and well known'),
      ),
      criterion(
        'software',
        'manners',
        15,
        words('文明风尚培育', 'Good manners'),
        words('带动身边人，风气有变化', 'Changes how people around behave'),
      ),
    ],
  },
];

/** For the road-shows in the coach. */
export const roadShowRubric: Rubric = {
  id: 'road-show',
  name: words('路演评分表', 'Road-show'),
  criteria: [
    criterion(
      'software',
      'measures',
      40,
      words('措施与标准', 'Measures and standards'),
      words('部署、措施、标准、保障是否清楚', 'Clear deployment, measures, standards, support'),
    ),
    criterion(
      'software',
      'results',
      40,
      words('成效展示', 'Results shown'),
      words('有实例，有数据', 'With cases and figures'),
    ),
    criterion(
      'software',
      'delivery',
      20,
      words('现场表达', 'Delivery'),
      words('脱稿，守时，说得明白', 'Freely spoken, in time, plain'),
    ),
  ],
};

const byId = new Map([...rubrics, roadShowRubric].map((rubric) => [rubric.id, rubric]));

/** The rubric with this id. */
export function rubricById(id: RubricId): Rubric {
  const rubric = byId.get(id);
  if (rubric === undefined) throw new Error(`The demo has no rubric ${id}`);
  return rubric;
}
