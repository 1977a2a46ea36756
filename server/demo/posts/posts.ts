import { type Words, words } from '../words.ts';
import { postsOfDay1 } from './day1.ts';
import { postsOfDay2 } from './day2.ts';
import { postsOfDay3 } from './day3.ts';
import type { DemoPost } from './post.ts';

export type { DemoPost } from './post.ts';

/** Belongs, always in view, on every page that shows the demo tour. */
export const madeUpNotice: Words = words(
  '演示数据：活动名称、日期、十个县市区、六个品牌、奖项、网络统计数字和三个点位名称取自公开报道，其余点位、时间、路线、评委、分数、报道、图片和读者均为虚构。',
  'Demo data: the tour’s name, dates, ten areas, six brands, prizes, network figures and three of the stops are as reported; all other stops, times, roads, judges, scores, posts, pictures and readers are made up.',
);

/** All posts in planned order, numbered from 'p001'. */
export const posts: readonly DemoPost[] = [...postsOfDay1, ...postsOfDay2, ...postsOfDay3]
  .sort((a, b) => a.day - b.day || a.postedAt.localeCompare(b.postedAt))
  .map((draft, index) => ({ ...draft, id: `p${String(index + 1).padStart(3, '0')}` }));

/** A correction (更正): what was wrong is said, and the wrong text is replaced. */
export interface PostCorrection {
  readonly postId: string;
  /** How long after the post. */
  readonly minutesAfterPost: number;
  readonly note: string;
  readonly title: string;
  readonly text: string;
}

/** A withdrawal (撤回). */
export interface PostWithdrawal {
  readonly postId: string;
  readonly minutesAfterPost: number;
  readonly reason: string;
}

function titled(title: string): DemoPost {
  const post = posts.find((candidate) => candidate.title === title);
  if (post === undefined) throw new Error(`The demo has no post titled ${title}`);
  return post;
}

function correction(
  title: string,
  minutesAfterPost: number,
  wrong: string,
  right: string,
  note: string,
): PostCorrection {
  const post = titled(title);
  if (!post.text.includes(wrong)) throw new Error(`Nothing to correct in ${post.id}`);
  return {
    postId: post.id,
    minutesAfterPost,
    note,
    title: post.title,
    text: post.text.replace(wrong, right),
  };
}

/** Three corrections, one a day. */
export const corrections: readonly PostCorrection[] = [
  correction(
    '气温37.5℃，打分没有打折扣',
    26,
    '温度计指向37.5℃',
    '温度计指向37.3℃',
    '更正：花谷现场气温应为37.3℃，原文误为37.5℃。',
  ),
  correction(
    '二十二封信，跟着车队下山',
    18,
    '十几个城市',
    '九个城市',
    '更正：信件寄往九个城市，原文“十几个城市”有误。',
  ),
  correction('小小讲解员，讲给评委听', 15, '十一岁', '十二岁', '更正：小志愿者今年十二岁，原文误为十一岁。'),
];

/** One withdrawal. */
export const withdrawals: readonly PostWithdrawal[] = [
  { postId: titled('网友留言选登').id, minutesAfterPost: 33, reason: '留言未征得本人同意，撤回并致歉。' },
];

/** How long each pinned post stays on top, in minutes, unless another takes its place. */
export const pinMinutes = 180;
