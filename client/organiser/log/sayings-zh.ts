import { SCENES } from '../../../shared/tour/ceremony/scenes.ts';
import { PROBLEM_KINDS, SEVERITIES } from '../../i18n/glossary.ts';
import { eventsSaid, isReasonSaid } from './changes.ts';
import { type Sayings, said } from './saying.ts';

const why = (reason: string | undefined): string => (reason === undefined ? '' : `，原因：${reason}`);
const STATUS = { planned: '改回未出发', 'on-the-way': '出发前往', arrived: '到达', left: '离开' } as const;
const MODE = { live: '实时公开榜单', hidden: '不公开榜单', frozen: '定格榜单' } as const;

/** What happened, in Chinese. */
export const sayingsZh: Sayings = {
  'tour.setUp': ({ setup }) =>
    `保存设置：${setup.days.length} 天、${setup.areas.length} 个县（市、区）、${setup.stops.length} 个点位`,
  'stop.revised': ({ stop }, { item }) => `修改点位：${item(stop.id)}`,
  'stop.cancelled': ({ itemId, reason }, { item }) => `取消 ${item(itemId)}${why(reason?.zh)}`,
  'stop.restored': ({ itemId }, { item }) => `恢复 ${item(itemId)}`,
  'area.withdrawn': ({ areaId, reason }, { area }) => `${area(areaId)}退出${why(reason?.zh)}`,
  'area.readmitted': ({ areaId }, { area }) => `${area(areaId)}重新参加`,
  'opening.set': ({ opening }) =>
    opening === 'on-arrival' ? '设定：车队到达后才能打分' : '设定：随时可以打分',
  'judges.announced': ({ text }) => `通知全体评委：${text.zh}`,
  'announcement.withdrawn': () => '撤下给评委的通知',
  'announcement.known': ({ judgeId }, { judge }) => `评委 ${judge(judgeId)} 知悉通知`,
  'notice.given': ({ text }) => `向观众发出通知：${text.zh}`,
  'notice.withdrawn': () => '撤下给观众的通知',
  'day.begun': ({ day }) => `第 ${day} 天开始`,
  'day.ended': ({ day }) => `第 ${day} 天结束`,
  'day.sealed': ({ day, seq }) => `封存第 ${day} 天的日志（至第 ${seq} 条）`,
  'stop.marked': ({ stopId, status }, { item }) => `车队${STATUS[status]}：${item(stopId)}`,
  'item.locked': ({ itemId, reason }, { item }) => `锁定 ${item(itemId)}${why(reason)}`,
  'item.reopened': ({ itemId, reason }, { item }) => `重新开放 ${item(itemId)}${why(reason)}`,
  'judge.appointed': ({ judge }) => `聘请评委 ${judge.name}`,
  'judge.dismissed': ({ judgeId }, { judge }) => `评委 ${judge(judgeId)} 退出`,
  'judge.reminded': ({ judgeId, itemIds }, { judge }) => `提醒评委 ${judge(judgeId)}（${itemIds.length} 项）`,
  'visibility.set': ({ visibility }, { time }) =>
    `${MODE[visibility.mode]}${visibility.mode === 'frozen' ? `（停在 ${time(visibility.fromUnixMs)}）` : ''}`,
  'visibility.planned': ({ plan }, { time }) =>
    `安排：${time(plan.atUnixMs)} 起${MODE[plan.visibility.mode]}`,
  'visibility.unplanned': () => '取消公开安排',
  'post.published': ({ postId, outletId, author }, { post, outlet }) =>
    `${outlet(outletId)}${author ? ` ${author}` : ''} 发布 ${post(postId)}`,
  'post.corrected': ({ postId, note }, { post }) => `更正 ${post(postId)}：${note}`,
  'post.withdrawn': ({ postId, reason }, { post }) => `撤下 ${post(postId)}${why(reason)}`,
  'post.pinned': ({ postId }, { post }) => `置顶 ${post(postId)}`,
  'post.unpinned': ({ postId }, { post }) => `取消置顶 ${post(postId)}`,
  'post.pictured': ({ postId }, { post }) => `给 ${post(postId)} 补上一张图片`,
  'post.awaitsFewer': ({ postId }, { post }) => `${post(postId)} 不再等待图片`,
  'post.described': ({ postId }, { post }) => `补充 ${post(postId)} 的图片说明`,
  'post.keyed': ({ postId }, { post }) => `列为重要时刻：${post(postId)}`,
  'post.unkeyed': ({ postId }, { post }) => `不再列为重要时刻：${post(postId)}`,
  'ballot.cast': ({ judgeId, itemId, marks }, names) =>
    `评委 ${names.judge(judgeId)} 给 ${names.item(itemId)} 打分：${names.marks(marks)}`,
  'ballot.amended': ({ judgeId, itemId, marks }, names) =>
    `评委 ${names.judge(judgeId)} 修改 ${names.item(itemId)} 的打分：${names.marks(marks)}`,
  'rule.set': ({ reason }) => `修改计分规则${why(reason)}`,
  'routine.scored': ({ areaId, score, reason }, { area }) =>
    `${score === null ? `清除${area(areaId)}的平时工作分` : `录入${area(areaId)}平时工作分 ${score}`}${why(reason)}`,
  'area.adjusted': ({ areaId, points, reason }, { area }) =>
    `给${area(areaId)}加减分 ${points}${why(reason)}`,
  'adjustment.revoked': ({ reason }) => `撤销一笔加减分${why(reason)}`,
  'problem.noted': ({ judgeId, itemId, kind, severity, text }, { judge, item }) =>
    `评委 ${judge(judgeId)} 反映 ${item(itemId)} 的问题（${PROBLEM_KINDS.zh[kind]}，${SEVERITIES.zh[severity]}）：${text}`,
  'problem.revised': ({ judgeId, text }, { judge }) => `评委 ${judge(judgeId)} 修改所反映的问题：${text}`,
  'problem.withdrawn': ({ judgeId }, { judge }) => `评委 ${judge(judgeId)} 撤回一个问题`,
  'moments.ruled': ({ rule }) => (rule.kinds.length === 0 ? '不再自动发布动态' : '设定自动发布的动态'),
  'result.finalised': ({ reason }) => `成绩定稿${why(reason)}`,
  'result.reopened': ({ reason }) => `重新打开成绩${why(reason)}`,
  'consent.set': ({ consent, reason }) =>
    `${consent === 'none' ? '不再要求' : '要求'}另一位组织方同意影响成绩的改动${why(reason)}`,
  'change.proposed': ({ change, who }, names) =>
    `${who.name} 提出：${eventsSaid(change)
      .map((event) => said(sayingsZh, event, names))
      .join('；')}${isReasonSaid(change) ? '' : why(change.reason)}`,
  'change.agreed': ({ who }) => `${who.name} 同意所提出的改动，随即生效`,
  'change.declined': ({ who, reason }) => `${who.name} 不同意所提出的改动${why(reason)}`,
  'change.withdrawn': () => '撤回所提出的改动',
  'programme.set': ({ programme }) => `编排总结会：${programme.scenes.length} 个画面`,
  'ceremony.begun': () => '揭晓仪式开始',
  'ceremony.stepped': ({ picture }) =>
    `大屏切换到：${SCENES[picture.scene.kind].name.zh}${picture.revealed.length > 0 ? `（已揭晓 ${picture.revealed.length} 处）` : ''}`,
  'ceremony.ended': () => '揭晓仪式结束',
  'ceremony.stopped': ({ reason }) => `揭晓仪式中止${why(reason)}`,
  'ceremony.told': ({ told }) =>
    told.state === 'opened' ? '向公众公开全部成绩' : `告知公众：已揭晓 ${told.revealed.length} 处`,
  'hall.veiled': ({ veil }) =>
    veil === null ? '大屏恢复画面' : veil === 'black' ? '大屏黑屏' : '大屏显示时钟',
  'hall.told': ({ message }) => (message === null ? '撤下会场字幕' : `会场字幕：${message}`),
  'clock.settled': () => '确认服务器时间',
};
