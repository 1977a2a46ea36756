import { type Position, type Words, words } from '../words.ts';
import { outlines } from './outlines.ts';

/** One of the ten areas (县、市、区) that compete. Names and codes are fact. */
export interface DemoArea {
  readonly id: AreaId;
  readonly name: Words;
  readonly shortName: Words;
  /** Administrative code, where the area has one. */
  readonly adcode: string | undefined;
  /** Its seat, good to about 3 km. */
  readonly seat: Position;
  /** Rings as Google polylines, precision 4, WGS-84; undefined for an area without a boundary of its own. */
  readonly outline: readonly string[] | undefined;
}

/** Ids of the areas, in the order of the facts. */
export type AreaId =
  | 'maojian'
  | 'zhangwan'
  | 'yunyang'
  | 'yunxi'
  | 'zhushan'
  | 'zhuxi'
  | 'fangxian'
  | 'danjiangkou'
  | 'wudang'
  | 'jingkai';

function area(
  id: keyof typeof outlines,
  adcode: string,
  seat: Position,
  name: Words,
  shortName: Words,
): DemoArea {
  return { id, name, shortName, adcode, seat, outline: outlines[id] };
}

/** The ten areas, those with an administrative code first. */
export const areas: readonly DemoArea[] = [
  area('maojian', '420302', [32.59, 110.81], words('茅箭区', 'Maojian District'), words('茅箭', 'Maojian')),
  area(
    'zhangwan',
    '420303',
    [32.65, 110.77],
    words('张湾区', 'Zhangwan District'),
    words('张湾', 'Zhangwan'),
  ),
  area('yunyang', '420304', [32.83, 110.81], words('郧阳区', 'Yunyang District'), words('郧阳', 'Yunyang')),
  area('yunxi', '420322', [32.99, 110.43], words('郧西县', 'Yunxi County'), words('郧西', 'Yunxi')),
  area('zhushan', '420323', [32.22, 110.23], words('竹山县', 'Zhushan County'), words('竹山', 'Zhushan')),
  area('zhuxi', '420324', [32.32, 109.72], words('竹溪县', 'Zhuxi County'), words('竹溪', 'Zhuxi')),
  area('fangxian', '420325', [32.06, 110.73], words('房县', 'Fangxian County'), words('房县', 'Fangxian')),
  area(
    'danjiangkou',
    '420381',
    [32.54, 111.51],
    words('丹江口市', 'Danjiangkou City'),
    words('丹江口', 'Danjiangkou'),
  ),
  {
    id: 'wudang',
    name: words('武当山旅游经济特区', 'Wudangshan Special Tourism Zone'),
    shortName: words('武当山', 'Wudangshan'),
    adcode: undefined,
    seat: [32.49, 111.09],
    outline: undefined,
  },
  {
    id: 'jingkai',
    name: words('十堰经济技术开发区', 'Shiyan Economic and Technological Development Zone'),
    shortName: words('经开区', 'Development Zone'),
    adcode: undefined,
    seat: [32.6, 110.74],
    outline: undefined,
  },
];
