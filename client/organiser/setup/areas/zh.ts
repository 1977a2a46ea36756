import type { NoOutlines } from '../../../../shared/places/geojson.ts';

const WRONG_FILE: Readonly<Record<NoOutlines, string>> = {
  'not-json':
    '这不是 GeoJSON 文件。请选扩展名为 .geojson 或 .json 的边界文件；Shapefile、KML 请先转成 GeoJSON。',
  'not-geojson': '这个 JSON 里没有地图数据。请选 GeoJSON 边界文件。',
  topojson: '这是 TopoJSON。请在导出时选 GeoJSON。',
  'no-polygons': '文件里只有点或线，没有面。请选县级行政区的边界（Polygon 或 MultiPolygon）。',
  'not-degrees': '坐标不是经纬度，可能是投影后的米。请在导出时选 WGS-84（EPSG:4326）。',
};

/** The words of the editor of areas, in Chinese: the shape that English has to fill. */
export const zh = {
  byCity: '按地级市加入',
  byCityWhat: '输入市名或行政区划代码，如“十堰”或 4203。没有代码的开发区、景区，请在下面手工加。',
  city: '市名或代码',
  found: (name: string, count: number) => `${name}：加入 ${count} 个县（市、区）`,
  allThere: (name: string) => `${name}的县（市、区）都在名单里了`,
  notFound: '没有找到。请输入地级市的名称，或手工加。',
  loading: '正在读取名单…',
  failed: '名单没有读到，请检查网络后再输入。',
  byHand: '手工加入',
  names: '名称，一行一个',
  add: '加入',
  list: (count: number) => `参赛县（市、区）${count} 个`,
  none: '还没有。请按市加入，或手工加入。',
  name: '名称',
  nameOf: (at: number) => `第 ${at} 个的名称`,
  short: '简称',
  shortOf: (name: string) => `${name} 的简称`,
  english: '填写英文',
  nameEnglish: '英文名称',
  shortEnglish: '英文简称',
  up: (name: string) => `上移 ${name}`,
  down: (name: string) => `下移 ${name}`,
  moved: (name: string, at: number) => `${name} 现在是第 ${at} 个`,
  drop: (name: string) => `删除 ${name}`,
  dropUsed: (stops: number) => `有 ${stops} 个点位，不能删除。`,
  undo: '恢复刚才删除的',
  stops: (count: number) => (count === 0 ? '还没有点位' : `${count} 个点位`),
  outline: '有轮廓',
  noOutline: '只有一个点',
  removeOutline: (name: string) => `去掉 ${name} 的轮廓`,
  dropOutline: '去掉轮廓',
  seatFromStops: '放在点位中间',
  seatFromOutline: '放在轮廓中间',
  seatAll: (count: number) => `把 ${count} 个没有位置的放在点位或轮廓中间`,
  fault: {
    nameless: '请填写名称。',
    long: (length: number, most: number) => `名称有 ${length} 个字，最多 ${most} 个。请改短，或写在简称外。`,
    twice: (name: string) => `和“${name}”重名。请改名，或删去一个。`,
    'no-place': '还没有位置。请填坐标，或用点位、轮廓的中间。',
    far: (km: number) => `离其他地方约 ${km} 公里，请核对坐标。`,
    'no-stops': '还没有点位，不会有成绩。',
  },
  outlines: '地图轮廓（可不要）',
  outlinesWhat: '选一个 GeoJSON 文件，按名称或代码对到县（市、区）。没有轮廓的，地图上是一个点。',
  choose: '选择文件',
  reading: '正在读取…',
  tooLarge: (megabytes: number, most: number) =>
    `文件有 ${megabytes} MB，最多 ${most} MB。请只导出本市的县级边界，或先简化。`,
  unreadable: '文件没有读到。请再选一次。',
  wrongFile: WRONG_FILE,
  turned: '文件里纬度在前，已经换过来。',
  others: (count: number) => `${count} 个点或线没有用。`,
  holes: (count: number) => `有 ${count} 个空洞，照样画出。`,
  matched: (found: number, all: number) => `对上 ${found} / ${all} 个县（市、区）`,
  area: '县（市、区）',
  inFile: '文件里的',
  nothing: '不用',
  joined: (count: number, names: string) => `${names}（${count} 块合为一个）`,
  piece: (at: number) => `第 ${at} 个（没有名称）`,
  unmatched: '文件里还有',
  makeArea: (name: string) => `加入 ${name}`,
  datum: '轮廓的坐标',
  datums: { wgs84: 'WGS-84（GPS、天地图）', gcj02: 'GCJ-02（高德、腾讯、DataV）' },
  looksShifted: '这个文件像是从高德来的，先按 GCJ-02 换算。',
  fit: (outside: number, of: number) =>
    outside === 0
      ? `${of} 个点位都在自己的县（市、区）里。`
      : `${of} 个点位里有 ${outside} 个落在自己的县（市、区）外。`,
  noFit: '还没有可以核对的点位。',
  better: (outside: number, datum: string) =>
    `按${datum}换算，${outside === 0 ? '就都在里面' : `只剩 ${outside} 个在外面`}。`,
  shift: '按它换算',
  outside: (names: string) => `在外面的：${names}`,
  take: (count: number) => `采用 ${count} 个轮廓`,
  put: '不要了',
  taken: (count: number, metres: number) =>
    `已加入 ${count} 个轮廓，线条最多移动 ${metres} 米，相邻的边界仍然重合。`,
  left: (count: number) => `${count} 块太小或太多，没有画。`,
  sketch: '轮廓和点位的草图',
};

/** Every word of the editor of areas. */
export type AreasWords = typeof zh;
