import { type Words, words } from '../words.ts';

/** Id of one of the six brands. */
export type BrandId = 'lixiang' | 'dexing' | 'daai' | 'dianliang' | 'xinfeng' | 'changxing';

/** One of the six brands (六个十堰). The Chinese names are fact, the English ones ours. */
export interface Brand {
  readonly id: BrandId;
  readonly name: Words;
  /** The half after the dot, for chips. */
  readonly shortName: Words;
}

/** The six brands, exactly as the tour names them. */
export const brands: readonly Brand[] = [
  {
    id: 'lixiang',
    name: words('文明实践·理响十堰', 'Civility in Practice · Ideas Heard'),
    shortName: words('理响十堰', 'Ideas'),
  },
  {
    id: 'dexing',
    name: words('好人之城·德行十堰', 'City of Good People · Virtue'),
    shortName: words('德行十堰', 'Virtue'),
  },
  {
    id: 'daai',
    name: words('志愿之城·大爱十堰', 'City of Volunteers · Great Heart'),
    shortName: words('大爱十堰', 'Great heart'),
  },
  {
    id: 'dianliang',
    name: words('文明会客·"典"亮十堰', 'Civil Welcome · Classics Alight'),
    shortName: words('"典"亮十堰', 'Welcome'),
  },
  {
    id: 'xinfeng',
    name: words('十星创建·新风十堰', 'Ten Stars · Fresh Customs'),
    shortName: words('新风十堰', 'Fresh customs'),
  },
  {
    id: 'changxing',
    name: words('文明交通·畅行十堰', 'Courteous Roads · Free Flow'),
    shortName: words('畅行十堰', 'Roads'),
  },
];

/** Id of one of the three outlets. */
export type OutletId = 'qinchu' | 'toutiao' | 'wenming';

/** One of the three outlets that covered the tour. Their posts here are made up. */
export interface Outlet {
  readonly id: OutletId;
  readonly name: Words;
  /** '#RRGGBB', at least 4.5 : 1 on the paper colour; ours, not the outlet's. */
  readonly colour: string;
}

/** The three outlets, in the order of the facts. */
export const outlets: readonly Outlet[] = [
  { id: 'qinchu', name: words('秦楚网', 'Qinchu Net'), colour: '#1F6F5C' },
  { id: 'toutiao', name: words('十堰头条', 'Shiyan Headlines'), colour: '#A0480F' },
  { id: 'wenming', name: words('十堰文明网', 'Shiyan Civility Net'), colour: '#5B4A9C' },
];

/** A class of prize. Numbers and amounts are fact. */
export interface Prize {
  readonly id: 'first' | 'second' | 'third' | 'merit';
  readonly name: Words;
  /** How many areas get it. */
  readonly count: number;
  /** Yuan for each of them. */
  readonly amountYuan: number;
}

/** The prizes, best first: all ten areas are placed. */
export const prizes: readonly Prize[] = [
  { id: 'first', name: words('一等奖', 'First prize'), count: 1, amountYuan: 100_000 },
  { id: 'second', name: words('二等奖', 'Second prize'), count: 2, amountYuan: 50_000 },
  { id: 'third', name: words('三等奖', 'Third prize'), count: 3, amountYuan: 20_000 },
  { id: 'merit', name: words('优秀奖', 'Merit prize'), count: 4, amountYuan: 10_000 },
];
