import type { Sentence } from './refusal-sentence.ts';
import { REFUSALS_OF_CEREMONY } from './refusals/ceremony.ts';
import { REFUSALS_OF_CONDUCT } from './refusals/conduct.ts';
import { REFUSALS_OF_COVERAGE } from './refusals/coverage.ts';
import { REFUSALS_OF_HOUSE } from './refusals/house.ts';
import { REFUSALS_OF_MEDIA } from './refusals/media.ts';
import { REFUSALS_OF_OUTLETS } from './refusals/outlets.ts';
import { REFUSALS_OF_PEOPLE } from './refusals/people.ts';
import { REFUSALS_OF_REQUESTS } from './refusals/requests.ts';

/**
 * Every refusal that a client can get: its HTTP status, and a sentence that says what is wrong and
 * what to do. A new code is one line here; the compiler checks that it is used as written.
 */
export const REFUSALS = {
  ...REFUSALS_OF_CEREMONY,
  ...REFUSALS_OF_CONDUCT,
  ...REFUSALS_OF_COVERAGE,
  ...REFUSALS_OF_HOUSE,
  ...REFUSALS_OF_OUTLETS,
  ...REFUSALS_OF_REQUESTS,
  'route.unknown': {
    status: 404,
    zh: '没有这个地址。请检查链接。',
    en: 'There is no such address. Check the link.',
  },
  'tour.unknown': {
    status: 404,
    zh: '没有这场拉练：{tour}。请检查链接。',
    en: 'There is no tour {tour}. Check the link.',
  },
  'session.missing': {
    status: 401,
    zh: '请先用邀请链接或二维码进入。',
    en: 'Enter with your invite link or QR code first.',
  },
  'session.ended': {
    status: 401,
    zh: '您的进入凭证已失效。请用邀请链接重新进入，或向组织方索取新的链接。',
    en: 'Your session has ended. Enter again with your invite link, or ask the organiser for a new one.',
  },
  'session.other': {
    status: 403,
    zh: '这个浏览器里现在登录的是另一个人，内容没有以他的名义送出。请用您自己的邀请链接重新进入。',
    en: 'Somebody else has entered in this browser: nothing was sent in that name. Enter again with your own invite link.',
  },
  'post.no-such-picture': {
    status: 404,
    zh: '这条动态里没有这张图片：它可能已被更正去掉。请刷新后重试。',
    en: 'The post has no such picture: a correction may have taken it out. Load the page again, then retry.',
  },
  ...REFUSALS_OF_PEOPLE,
  'role.forbidden': {
    status: 403,
    zh: '您的身份不能执行此操作。如有需要，请联系组织方。',
    en: 'Your role may not do this. Ask the organiser if you need to.',
  },
  'command.unknown': { status: 404, zh: '没有这个命令：{command}。', en: 'There is no command {command}.' },
  'command.reused': {
    status: 409,
    zh: '同一个命令编号已用于另一项内容。请换一个新的编号重新提交。',
    en: 'This command id was used for something else already. Send it again with a new id.',
  },
  'store.away': {
    status: 503,
    zh: '存储暂时没有响应，尚未确认保存。请保留内容，稍后会自动重试。',
    en: 'The store does not answer and nothing was confirmed. Keep what you have; try again shortly.',
  },
  'log.damaged': {
    status: 503,
    zh: '这场拉练的日志已损坏，暂时无法读取或写入。请保留未提交的内容，并告知组织方和服务器管理员：运行 npm run verify 查看损坏之处，然后恢复备份。',
    en: 'The log of this tour is damaged; nothing can be read or written. Keep what you have not sent, and tell the organiser and whoever runs the server: npm run verify says where, then restore the backup.',
  },
  'server.stopping': {
    status: 503,
    zh: '服务器正在重启，请几秒后重试。',
    en: 'The server is restarting. Try again in a few seconds.',
  },
  'setup.stale': {
    status: 409,
    zh: '设置已被他人修改（现为第 {version} 版，您编辑的是第 {basedOn} 版）。请查看最新内容后再提交。',
    en: 'The set-up was changed meanwhile (now version {version}, you edited {basedOn}). Look at the newest and send again.',
  },
  'setup.duplicate': {
    status: 400,
    zh: '设置中有重复的编号：{list} 中的 {id}。请改为唯一的编号。',
    en: 'The set-up has an id twice: {id} in {list}. Make it unique.',
  },
  'setup.unknown-reference': {
    status: 400,
    zh: '点位 {stop} 引用了不存在的 {id}。请先添加或更正。',
    en: 'Stop {stop} refers to {id}, which does not exist. Add it or mend the reference.',
  },
  'setup.criterion': {
    status: 400,
    zh: '评分表 {rubric} 的指标 {id} 不成立：步长和权重须大于 0，最低分不得高于最高分。',
    en: 'Criterion {id} of rubric {rubric} cannot be met: step and weight must be above 0, min not above max.',
  },
  'setup.date': {
    status: 400,
    zh: '第 {day} 天的日期 {date} 在日历上不存在。请改为实际日期。',
    en: 'Day {day} has the date {date}, which no calendar has. Give it a real date.',
  },
  'setup.days-order': {
    status: 400,
    zh: '第 {day} 天的日期 {date} 不晚于前一天的 {before}。请按先后顺序填写，每天一个日期。',
    en: 'Day {day} has the date {date}, not after the day before it, {before}. Put the days in order, one date each.',
  },
  'setup.nowhere': {
    status: 400,
    zh: '点位或地区 {id} 的坐标是 0/0，等于没有坐标。请填写真实的纬度和经度。',
    en: 'Stop or area {id} is at 0/0, which means no place at all. Give its real latitude and longitude.',
  },
  'setup.road': {
    status: 400,
    zh: '第 {day} 天的路线读不出来。请用精度为 5 的折线编码重新导出（至少两个不同的点，不经过 0/0），或先不填。',
    en: 'The road of day {day} cannot be read. Export it again as a polyline of precision 5 with two different points or more and none at 0/0, or leave it out.',
  },
  'setup.road-astray': {
    status: 400,
    zh: '第 {day} 天的路线离所有点位都在 {km} 公里以外。请检查经纬度的顺序、坐标系和精度（应为 5）。',
    en: 'The road of day {day} stays {km} km away from every stop. Check the order of latitude and longitude, the datum, and the precision (5).',
  },
  'setup.outline': {
    status: 400,
    zh: '县（市、区）{area} 的边界第 {line} 段读不出来。请用精度为 4 的折线编码重新导出（至少两个点），或先不填。',
    en: 'Line {line} of the outline of {area} cannot be read. Export it again as a polyline of precision 4 with two points or more, or leave it out.',
  },
  'setup.outline-astray': {
    status: 400,
    zh: '县（市、区）{area} 的边界离它的驻地和点位都在 {km} 公里以外。请检查经纬度的顺序、坐标系和精度（应为 4）。',
    en: 'The outline of {area} stays {km} km away from its seat and its stops. Check the order of latitude and longitude, the datum, and the precision (4).',
  },
  'setup.time-zone': {
    status: 400,
    zh: '没有这个时区：{zone}。请使用如 Asia/Shanghai 的名称。',
    en: 'There is no time zone {zone}. Use a name such as Asia/Shanghai.',
  },
  'setup.stop-has-ballots': {
    status: 409,
    zh: '点位 {stop} 已有打分，不能删除。',
    en: 'Stop {stop} has ballots and cannot be removed.',
  },
  'setup.rubric-has-ballots': {
    status: 409,
    zh: '点位 {stop} 已有打分，不能更换或修改其评分表。',
    en: 'Stop {stop} has ballots; its rubric cannot be changed.',
  },
  'setup.outlet-has-posts': {
    status: 409,
    zh: '媒体 {outlet} 已发布报道，不能删除。',
    en: 'Outlet {outlet} has published and cannot be removed.',
  },
  'day.unknown': {
    status: 404,
    zh: '日程中没有第 {day} 天。',
    en: 'There is no day {day} in the itinerary.',
  },
  'day.not-begun': { status: 409, zh: '第 {day} 天尚未开始。', en: 'Day {day} has not begun.' },
  'day.other-running': {
    status: 409,
    zh: '第 {running} 天尚未结束，请先结束再开始第 {day} 天。',
    en: 'Day {running} is still running. End it before day {day} begins.',
  },
  'stop.unknown': { status: 404, zh: '没有这个点位：{stop}。', en: 'There is no stop {stop}.' },
  'item.locked': {
    status: 409,
    zh: '点位 {stop} 已锁定，不再接收打分。您的打分仍保留在本机；如需补录，请联系组织方。',
    en: 'Stop {stop} is locked and takes no more ballots. Keep your marks and ask the organiser.',
  },
  'stop.other-active': {
    status: 409,
    zh: '点位 {other} 仍处于该状态。请先更新它，再更新 {stop}。',
    en: 'Stop {other} still has that status. Change it before {stop}.',
  },
  'clock.ahead': {
    status: 400,
    zh: '上报的时间比服务器快 {seconds} 秒。请校准设备时钟。',
    en: 'The reported time is {seconds} s ahead of the server. Set the device clock right.',
  },
  'clock.unsettled': {
    status: 409,
    zh: '服务器时钟有误，尚未确认，与时间有关的操作暂停。请先核对服务器时间，再在组织方页面上方点“时间无误，从此继续”。',
    en: 'The clock of the server is wrong or was, so what rests on time is held. See that it is right, then settle it at the top of the organiser page.',
  },
  'clock.differs': {
    status: 409,
    zh: '服务器时间为 {server}，与您的设备相差 {minutes} 分钟。请先校准两者，再确认。',
    en: 'The server says that it is {server}, {minutes} min from what your device says. Set both right first.',
  },
  'area.unknown': { status: 404, zh: '没有这个县（市、区）：{area}。', en: 'There is no area {area}.' },
  'brand.unknown': { status: 404, zh: '没有这个品牌：{brand}。', en: 'There is no brand {brand}.' },
  'outlet.unknown': {
    status: 404,
    zh: '本场拉练没有这家媒体：{outlet}。',
    en: 'This tour has no outlet {outlet}.',
  },
  'judge.unknown': {
    status: 404,
    zh: '评委名单中没有 {judge}。请联系组织方。',
    en: 'There is no judge {judge} on the panel. Ask the organiser.',
  },
  'judge.has-ballots': {
    status: 409,
    zh: '评委 {judge} 已有打分。确要离队，请注明保留其打分（leavesBallots: true）：打分照常计入，不再等候其余打分。',
    en: 'Judge {judge} has cast ballots. If the judge leaves, say so (leavesBallots: true): the ballots go on counting, and no more are awaited.',
  },
  'ballot.incomplete': {
    status: 400,
    zh: '指标 {criterion} 还没有打分。请打完全部指标后提交。',
    en: 'Criterion {criterion} has no mark. Mark every criterion and send it again.',
  },
  'ballot.exists': {
    status: 409,
    zh: '您已为点位 {stop} 打过分（第 {version} 版）。如需修改，请用更改打分。',
    en: 'You have scored stop {stop} already (version {version}). Amend it instead.',
  },
  'ballot.unknown': {
    status: 404,
    zh: '点位 {stop} 还没有您的打分。',
    en: 'There is no ballot of yours for stop {stop}.',
  },
  'ballot.stale': {
    status: 409,
    zh: '您在另一台设备上改过这份打分（现为第 {version} 版）。请选择保留哪一份。',
    en: 'This ballot was amended on another device (now version {version}). Choose which one to keep.',
  },
  'ballot.other-rubric': {
    status: 409,
    zh: '点位 {stop} 的评分表已经更新，这份打分是按旧表打的。请按新表核对后重新提交。',
    en: 'The rubric of stop {stop} has changed and these marks were made by the old one. Check them and send again.',
  },
  'ballot.abstains-with-marks': {
    status: 400,
    zh: '回避或缺席不能带分数。请去掉分数，或取消回避。',
    en: 'A ballot that abstains has no marks. Remove the marks, or do not abstain.',
  },
  'ballot.own-area': {
    status: 403,
    zh: '按规则，评委不为本地区的项目打分：{stop}。请选择“回避”。',
    en: 'By the rule judges do not score their own area: {stop}. Recuse yourself instead.',
  },
  'judges.scores-lost': {
    status: 409,
    zh: '评委增加后，{count} 项会达不到有效票数而失去得分（{items}）。可以先把规则改为“已锁定的按锁定时的评委人数计”，再锁定这些项；确要增加，请在命令里加上 acceptsLostScores: true。',
    en: 'With this panel {count} items would be below their quorum and lose their score ({items}). Let the rule count locked items by the panel of their lock, and lock them, first; or give the command with acceptsLostScores: true.',
  },
  'rule.weights': {
    status: 400,
    zh: '各部分权重之和是 {sum}%，应为 100%。请调整后再保存。',
    en: 'The weights sum to {sum} %, not 100 %. Change them and save again.',
  },
  'rule.no-on-site': {
    status: 400,
    zh: '现场打分的权重必须大于 0。',
    en: 'The weight of the on-site scores must be more than 0.',
  },
  'rule.drops-all': {
    status: 400,
    zh: '去掉 {drops} 个分数后，{ballots} 份打分中没有剩余。请少去掉几个；或提高起始人数，并先聘请足够的评委。',
    en: 'Dropping {drops} of {ballots} ballots leaves none. Drop fewer; or trim larger panels only, and appoint that many judges first.',
  },
  'rule.severity-by-criterion': {
    status: 400,
    zh: '按评委校正宽严用的是每张打分票的总分，不能与“每个打分项分别取平均”一起使用。请改为按总分取平均，或不按评委校正。',
    en: 'Judges are evened out by the totals of their ballots, which does not go with averaging each criterion. Average ballots, or do not even judges out.',
  },
  'visibility.past': {
    status: 400,
    zh: '计划的时间已经过去。请选择以后的时间，或立即应用。',
    en: 'The planned time has passed. Choose a later one, or apply it now.',
  },
  'visibility.early': {
    status: 409,
    zh: '计划的时间还没有到。要提前公布，请直接更改公开设置。',
    en: 'The planned time has not come yet. To do it sooner, set the visibility itself.',
  },
  'rule.stale': {
    status: 409,
    zh: '计分规则已被他人修改（现为第 {version} 版，您编辑的是第 {basedOn} 版）。请查看最新规则后再保存。',
    en: 'The scoring rule was changed meanwhile (now version {version}, you edited {basedOn}). Look at it and save again.',
  },
  'adjustment.exists': {
    status: 409,
    zh: '加减分 {adjustment} 已经存在。',
    en: 'Adjustment {adjustment} exists already.',
  },
  'adjustment.unknown': {
    status: 404,
    zh: '没有加减分 {adjustment}。',
    en: 'There is no adjustment {adjustment}.',
  },
  'problem.exists': {
    status: 409,
    zh: '问题 {problem} 已经提交过。',
    en: 'Problem {problem} was noted already.',
  },
  'problem.unknown': {
    status: 404,
    zh: '没有您提交的问题 {problem}。',
    en: 'There is no problem {problem} of yours.',
  },
  'problem.stale': {
    status: 409,
    zh: '这个问题已在另一台设备上修改（现为第 {version} 版）。请查看后再保存。',
    en: 'This note was changed on another device (now version {version}). Look at it and save again.',
  },
  'criterion.unknown': {
    status: 400,
    zh: '评分表中没有指标 {criterion}。请刷新页面后重试。',
    en: 'The rubric has no criterion {criterion}. Reload and try again.',
  },
  'mark.out-of-range': {
    status: 400,
    zh: '指标 {criterion} 的分数 {mark} 超出范围（{min} 到 {max}）。',
    en: 'Mark {mark} for {criterion} is out of range ({min} to {max}).',
  },
  'mark.off-step': {
    status: 400,
    zh: '指标 {criterion} 的分数 {mark} 不符合步长 {step}。',
    en: 'Mark {mark} for {criterion} is not on the step of {step}.',
  },
  ...REFUSALS_OF_MEDIA,
} as const satisfies Record<string, Sentence>;

export type RefusalCode = keyof typeof REFUSALS;

/** The languages of the interface. */
export type Language = 'zh' | 'en';

/** The HTTP status of a refusal. */
export const statusOf = (code: RefusalCode): number => REFUSALS[code].status;

/** The sentence of a refusal in the reader's language, its details filled in. */
export function sentenceOf(
  code: RefusalCode,
  language: Language,
  details: Readonly<Record<string, string | number>> = {},
): string {
  const sentence: string = REFUSALS[code][language];
  return sentence.replace(/\{([a-zA-Z]+)\}/g, (_whole, name: string) => String(details[name] ?? ''));
}
