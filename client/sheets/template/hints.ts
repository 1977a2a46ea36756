import type { TableKind } from '../../../shared/sheets/tables/column.ts';

/** What a column of the template is for: in both languages, with an example of what stands in it. */
export interface Hint {
  readonly zh: string;
  readonly en: string;
  readonly example: string;
}

type Hints = Readonly<Record<TableKind, Readonly<Record<string, Hint>>>>;

const latitude: Hint = {
  zh: '小数或度分秒；可不填，以后在地图上放',
  en: 'Decimals, or degrees, minutes, seconds; may be left empty and placed on the map later',
  example: '32.318',
};
const longitude: Hint = { zh: '同上', en: 'As latitude', example: '109.715' };
const id: Hint = {
  zh: '系统用的编号；新的留空，已有的不要改',
  en: 'The system’s own ID: leave it empty for what is new, and as it is for what is there',
  example: '',
};
const english: Hint = { zh: '可不填', en: 'May be left empty', example: '' };

/** Every column of every page. Columns that are not here are read, but not in the template. */
export const HINTS: Hints = {
  areas: {
    name: { zh: '必填。全名', en: 'Needed. The full name', example: '竹溪县' },
    english: { ...english, example: 'Zhuxi County' },
    short: {
      zh: '大屏和手机上用；不填就去掉“县”“区”“市”',
      en: 'For phones and the big screen; without it, the name without 县, 区 or 市',
      example: '竹溪',
    },
    shortEnglish: { ...english, example: 'Zhuxi' },
    latitude,
    longitude,
    id: { ...id, example: 'zhuxi' },
  },
  rubrics: {
    rubric: {
      zh: '评分表的名称；一行一个指标，同一张表的各行写同一个名称',
      en: 'The rubric’s name; a row for each criterion, with the same name in all rows of a rubric',
      example: '阵地评分表',
    },
    rubricEnglish: { ...english, example: 'Places' },
    label: { zh: '必填。评委看到的指标', en: 'Needed. The criterion, as judges see it', example: '场地设施' },
    english: { ...english, example: 'Facilities' },
    max: { zh: '必填。这一项最多几分', en: 'Needed. The highest mark', example: '20' },
    min: { zh: '不填就是 0', en: 'Without it: 0', example: '0' },
    step: { zh: '分数的最小间隔，不填就是 0.5', en: 'What marks step by; without it: 0.5', example: '0.5' },
    percent: {
      zh: '按权重计分时填，各项加起来 100；直接按分值计就留空',
      en: 'For weighted criteria: they add up to 100. Leave it empty where points simply add up',
      example: '',
    },
    weight: {
      zh: '一般留空。每一分折算成几分',
      en: 'Usually left empty. What one point of the mark counts',
      example: '',
    },
    id,
    rubricId: id,
  },
  stops: {
    number: {
      zh: '全程的先后，从 1 起；不填就按行',
      en: 'The place in the itinerary, from 1; without it, the order of rows',
      example: '1',
    },
    area: { zh: '必填。选“县市区”页里的', en: 'Needed. One of the page of areas', example: '竹溪县' },
    name: {
      zh: '必填。同一县（市、区）里不能重名',
      en: 'Needed. No two of one name in an area',
      example: '水坪镇新时代文明实践所',
    },
    english: { ...english, example: 'Shuiping practice institute' },
    day: { zh: '第几天，或日期', en: 'The number of the day, or its date', example: '1' },
    arrive: {
      zh: '如 9:30；也可以写 9:30-10:10',
      en: 'Such as 9:30; 9:30-10:10 will do as well',
      example: '9:30',
    },
    leave: { zh: '可不填', en: 'May be left empty', example: '10:10' },
    kind: { zh: '可不填；新的类别会建出来', en: 'May be left empty; new kinds are made', example: '实践所' },
    brand: { zh: '可不填', en: 'May be left empty', example: '' },
    rubric: {
      zh: '只有一张评分表时可不填',
      en: 'May be left empty where there is only one rubric',
      example: '阵地评分表',
    },
    latitude,
    longitude,
    id: { ...id, example: '' },
  },
  judges: {
    name: { zh: '必填', en: 'Needed', example: '陈远山' },
    post: { zh: '同名的人靠它区分', en: 'It tells people of one name apart', example: '市文明办' },
    area: {
      zh: '评委自己属于参评的县（市、区）才填',
      en: 'Only for judges who belong to an area that competes',
      example: '',
    },
    id,
  },
  routine: {
    area: { zh: '必填', en: 'Needed', example: '竹溪县' },
    score: { zh: '没有的留空，不会改动', en: 'Left empty it stays as it is', example: '92.5' },
  },
};
