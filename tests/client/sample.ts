import { type Latest, PROTOCOL, type Snapshot } from '../../shared/protocol.ts';
import type { ShownStandings } from '../../shared/scoring/standings.ts';
import type { Post } from '../../shared/tour/posts/posts.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { emptyTour } from '../../shared/tour/state.ts';

/** 8 July 2022, 14:05 in Shiyan: the second day. */
export const NOW = Date.parse('2022-07-08T14:05:00+08:00');

const name = (zh: string, en: string) => ({ zh, en });

/** A small tour: two areas, three stops, two days. */
export const setup: Setup = {
  name: name('十堰拉练会', 'Shiyan tour'),
  shortName: name('拉练会', 'Tour'),
  timeZone: 'Asia/Shanghai',
  notice: name('演示数据：均为虚构。', 'Demo data: made up.'),
  days: [
    { number: 1, date: '2022-07-07' },
    { number: 2, date: '2022-07-08' },
  ],
  areas: [
    {
      id: 'zhuxi',
      name: name('竹溪县', 'Zhuxi County'),
      shortName: name('竹溪', 'Zhuxi'),
      seat: [32.32, 109.72],
    },
    {
      id: 'fangxian',
      name: name('房县', 'Fangxian County'),
      shortName: name('房县', 'Fangxian'),
      seat: [32.06, 110.73],
    },
  ],
  stops: [
    {
      id: 's1',
      number: 1,
      name: name('水坪镇实践所', 'Shuiping'),
      areaId: 'zhuxi',
      day: 1,
      plannedAt: '09:00',
      position: [32.3, 109.8],
      rubricId: 'r',
    },
    {
      id: 's2',
      number: 2,
      name: name('桃花溪实践点', 'Taohua Brook'),
      areaId: 'zhuxi',
      day: 2,
      plannedAt: '10:00',
      position: [32.2, 109.7],
      rubricId: 'r',
    },
    {
      id: 's3',
      number: 3,
      name: name('诗经里好人街', 'Shijing Street'),
      areaId: 'fangxian',
      day: 2,
      plannedAt: '15:00',
      position: [32.1, 110.7],
      rubricId: 'r',
    },
  ],
  kinds: [],
  brands: [],
  rubrics: [
    {
      id: 'r',
      name: name('评分表', 'Rubric'),
      criteria: [{ id: 'c', label: name('阵地', 'Place'), min: '0', max: '100', step: '1', weight: '1' }],
    },
  ],
  outlets: [{ id: 'qinchu', name: name('秦楚网', 'Qinchu Net'), colour: '#1F6F5C' }],
  prizes: [
    { id: 'first', name: name('一等奖', 'First prize'), places: 1, moneyYuan: 100_000 },
    { id: 'second', name: name('二等奖', 'Second prize'), places: 2 },
    { id: 'third', name: name('三等奖', 'Third prize'), places: 3 },
    { id: 'merit', name: name('优秀奖', 'Merit prize'), places: 4 },
  ],
};

/** A post, half an hour old unless said otherwise. */
export const post = (id: string, changes: Partial<Post> = {}): Post => ({
  id,
  version: 1,
  outletId: 'qinchu',
  publishedAt: NOW - 30 * 60_000,
  title: `标题 ${id}`,
  text: `正文 ${id}`,
  pictures: [],
  corrections: [],
  ...changes,
});

/** Two areas, one ahead of the other. */
export const liveStandings: ShownStandings = {
  mode: 'live',
  by: 'on-site',
  rows: [
    { areaId: 'zhuxi', rank: 1, score: '93.42', change: 1, scoredStops: 2, stops: 2 },
    { areaId: 'fangxian', rank: 2, score: '91.10', change: -1, scoredStops: 1, stops: 1 },
  ],
  stops: { s1: { score: '93.00', ballots: 52 } },
};

interface Parts {
  readonly seq?: number;
  readonly posts?: readonly Post[];
  readonly postCount?: number;
  readonly olderToo?: readonly Post[];
  readonly latest?: Partial<Latest>;
}

/** Digits of the history that these tests tell, up to each event of a stretch. */
export const digitsOf = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `d${from + index}`).slice(-65);

/** A snapshot of that tour on its second day. */
export function snapshot({
  seq = 3,
  posts = [],
  postCount = posts.length,
  olderToo = [],
  latest = {},
}: Parts = {}): Snapshot {
  const { posts: _posts, feed: _feed, ...tour } = emptyTour;
  return {
    protocol: PROTOCOL,
    epoch: 'e1',
    seq,
    digits: digitsOf(0, seq),
    tour: {
      ...tour,
      setup,
      setupVersion: 1,
      days: { 2: { begunAt: NOW - 7 * 3_600_000 } },
      posts,
      postCount,
      olderToo,
    },
    latest: {
      position: null,
      track: { version: 1, from: 0, count: 0, line: '' },
      standings: liveStandings,
      viewers: { present: 12, views: 3456 },
      likes: {},
      health: 'ok',
      ...latest,
    },
  };
}
