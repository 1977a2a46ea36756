import type { Sentence } from '../refusal-sentence.ts';

/** Refusals of running the day; see `../refusals.ts`. */
export const REFUSALS_OF_CONDUCT = {
  'set-up.draft-stale': {
    status: 409,
    zh: '设置的这一部分（{part}）刚刚被其他组织方保存为第 {version} 版，没有被您的内容覆盖。请对照两份内容后选择。',
    en: 'Another organiser has just saved this part of the set-up ({part}), version {version}; yours has not replaced it. Compare the two and choose.',
  },
  'set-up.draft-large': {
    status: 413,
    zh: '设置草稿合计太大，没有保存。请减少地图轮廓或路线的点数后再试。',
    en: 'The drafts of the set-up are too large together; nothing was saved. Give outlines and roads fewer points, then try again.',
  },
  'set-up.draft-busy': {
    status: 503,
    zh: '许多人同时在改设置，这一次没有保存。请稍后再试。',
    en: 'Many are working on the set-up at once; this was not saved. Try again in a moment.',
  },
  'reason.missing': {
    status: 400,
    zh: '已经有打分，这一改动会影响成绩，请写明原因。',
    en: 'There are ballots, and this changes the result: say why.',
  },
  'consent.needed': {
    status: 409,
    zh: '这一改动须另一位组织方同意。请先提出，由对方在“现在”里同意。',
    en: 'This needs the consent of a second organiser. Propose it; they agree at the place Now.',
  },
  'consent.not-asked': {
    status: 409,
    zh: '这一改动不需要另一位组织方同意，或者没有什么要改。请直接操作。',
    en: 'This needs nobody’s consent, or there is nothing to change. Do it directly.',
  },
  'consent.exists': {
    status: 409,
    zh: '已有同一编号的提议，请刷新后再看。',
    en: 'There is a proposal of that id already. Reload and look again.',
  },
  'consent.unknown': { status: 404, zh: '没有这项提议。', en: 'There is no such proposal.' },
  'consent.ended': {
    status: 409,
    zh: '这项提议已有结果，不能再处理。',
    en: 'This proposal has been answered already.',
  },
  'consent.nameless': {
    status: 403,
    zh: '您的链接没有写姓名，无法分清是谁同意。请让另一位组织方为您生成一个写明姓名的链接，用它进入后再操作。',
    en: 'Your link names nobody, so nobody could tell who agreed. Have another organiser make you a link with your name, and enter by it.',
  },
  'consent.same-person': {
    status: 403,
    zh: '这是{name}自己提出的，须由另一位组织方处理；换一台设备也不行。',
    en: 'This was proposed by {name}, so another organiser has to answer it; another device of the same person does not count.',
  },
  'consent.not-yours': {
    status: 403,
    zh: '这是{name}提出的，只有本人能撤回。您可以同意，或不同意并写明原因。',
    en: 'Only {name}, who proposed this, can withdraw it. You may agree, or decline with a reason.',
  },
  'consent.overtaken': {
    status: 409,
    zh: '提出之后情况已有变化，这项提议不再适用，没有改动任何内容。请不同意，并请对方按现在的情况重新提出。',
    en: 'Things have changed since this was proposed, and it does not fit any more; nothing was changed. Decline it, and have it proposed anew.',
  },
  'seal.day-runs': {
    status: 409,
    zh: '第 {day} 天还没有结束。请先结束这一天，再封存日志。',
    en: 'Day {day} has not ended. End it first, then seal the log.',
  },
  'stop.cancelled': {
    status: 409,
    zh: '点位 {stop} 已取消。如仍要前往，请先恢复该点位。',
    en: 'Stop {stop} is cancelled. Restore it first if the convoy goes there after all.',
  },
  'item.not-open': {
    status: 409,
    zh: '点位 {stop} 尚未开放打分：车队到达后开放。您的打分仍保留在本机，开放后会自动送出。',
    en: 'Stop {stop} is not open yet: it opens when the convoy arrives. Your marks are kept on this device and go out by themselves then.',
  },
  'judge.left': {
    status: 403,
    zh: '您已离队，不再接收您对点位 {stop} 的打分和记录；离队前看过的点位仍可送出。如有疑问，请联系组织方。',
    en: 'You have left the panel, so nothing is taken from you for stop {stop}; what you saw before still is. Ask the organiser if that is wrong.',
  },
  'notice.exists': {
    status: 409,
    zh: '通知 {notice} 已经发出。',
    en: 'Notice {notice} was given already.',
  },
  'notice.past': {
    status: 400,
    zh: '截止时间已经过去。请选择以后的时间，或不设截止时间。',
    en: 'The time until which it holds has passed. Choose a later one, or none.',
  },
  'notice.too-many': {
    status: 409,
    zh: '观众页面上已有 {most} 条通知。请先撤下一条，再发新的。',
    en: 'There are {most} notices on the viewers’ pages. Withdraw one, then give the new one.',
  },
  'announcement.exists': {
    status: 409,
    zh: '通知 {announcement} 已经发给评委。',
    en: 'Announcement {announcement} was made already.',
  },
  'announcement.too-many': {
    status: 409,
    zh: '评委手机上已有 {most} 条通知。请先撤下一条，再发新的。',
    en: 'There are {most} announcements on the judges’ phones. Withdraw one, then make the new one.',
  },
  'robot.address': {
    status: 400,
    zh: '这不是可以使用的群机器人地址。请从企业微信、钉钉或飞书的群机器人里完整复制 webhook 地址（允许的主机：{hosts}）。',
    en: 'That is no address of a group robot that may be used. Copy the whole webhook address from the robot in 企业微信, 钉钉 or 飞书 (allowed hosts: {hosts}).',
  },
  'robot.too-many': {
    status: 409,
    zh: '已有 {most} 个群机器人。请先移除一个，再添加。',
    en: 'There are {most} group robots. Remove one, then add another.',
  },
  'robot.unknown': {
    status: 404,
    zh: '没有这个群机器人，可能已被移除。请刷新后查看。',
    en: 'There is no such group robot; it may have been removed. Reload and look.',
  },
} as const satisfies Record<string, Sentence>;
