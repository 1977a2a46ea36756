import type { Feature } from '../../../shared/tour/posts/post-kinds.ts';
import type { OutletId } from '../tour/people.ts';
import { posts } from './posts.ts';

/*
 * What some posts of the demo are beside words and pictures. Whoever is quoted is made up, like the posts
 * themselves (`madeUpNotice`); the network's figures are fact.
 */

const quote = (words: string, person: string, office: string): Feature => ({
  kind: 'quote',
  words,
  person,
  function: office,
});
const figure = (value: string, unit: string, meaning: string): Feature => ({
  kind: 'figure',
  value,
  unit,
  meaning,
});

/** By the post's title: a quote or a figure. */
const FEATURES: Readonly<Record<string, Feature>> = {
  '一组数字，看懂这张网': figure('3761', '个', '全市新时代文明实践点，另有中心10个、所131个、站1942个'),
  '云杉路口：红灯六十秒，旗子不落下': figure('60', '秒', '一个红灯里，志愿者的旗子不落下（演示数字）'),
  '评委的第一天：十七个点，两万步': figure('20300', '步', '一位评委第一天走的路（演示数字）'),
  '孩子们的暑假作业：采访一位好人': quote('扫干净了，我自己看着也舒服。', '刘师傅（虚构）', '楠木坪环卫工人'),
  '一垄一垄的绿，一个一个的红': quote(
    '她家有事我去过，我家有事她会来。',
    '陈队长（虚构）',
    '云雾茶乡志愿服务队',
  ),
  '二十二封信，跟着车队下山': figure('22', '封', '学生托车队带下山的信（演示数字）'),
  '第二天收官：三十个点，过了四分之三': figure('30', '个', '两天里看完的项目，一共四十个'),
};

/** Posts with a short film, by title: what it shows, in words. It pans over the post's own picture. */
const FILMS: Readonly<Record<string, string>> = {
  广场舞跳成了志愿队: '灯串下，银铃志愿队挥着扇子跳广场舞（演示视频）',
};

/** Posts that belong on the timeline, by title. */
const KEY_MOMENTS: readonly string[] = [
  '第一站：茅箭区新时代文明实践中心',
  '竹溪县水坪镇：把实践所办成镇上最热闹的地方',
  '第二天收官：三十个点，过了四分之三',
  '第四十个项目看完了',
];

/** Posts that another outlet passes on, by title: which one, after how many minutes, and what it says to that. */
const SHARES: Readonly<
  Record<string, { readonly by: OutletId; readonly minutes: number; readonly text: string }>
> = {
  '松柏好人广场：柱子上刻的是邻居的名字': {
    by: 'toutiao',
    minutes: 9,
    text: '推荐：秦楚网在松柏好人广场的现场报道。',
  },
  '竹溪县水坪镇：把实践所办成镇上最热闹的地方': {
    by: 'qinchu',
    minutes: 6,
    text: '转发文明网的水坪镇现场，图多。',
  },
  '云雾茶乡：采茶姑娘背着急救包': { by: 'wenming', minutes: 7, text: '茶篓里的急救包，值得一看。' },
};

/** What a post is beside words and pictures. */
export const featureOf = (title: string): Feature | undefined => FEATURES[title];

/** What the film of a post shows, where it has one. */
export const filmWordsOf = (title: string): string | undefined => FILMS[title];

const idOf = (title: string): string => {
  const post = posts.find((one) => one.title === title);
  if (post === undefined) throw new Error(`The demo has no post titled ${title}`);
  return post.id;
};
for (const title of [...Object.keys(FEATURES), ...Object.keys(FILMS)]) idOf(title);

/** Posts that are marked as key moments. */
export const keyMoments: readonly string[] = KEY_MOMENTS.map(idOf);

/** Posts that are passed on. */
export const shares = Object.entries(SHARES).map(([title, share]) => ({ postId: idOf(title), ...share }));
