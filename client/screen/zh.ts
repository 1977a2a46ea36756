/** What the big screen says in Chinese. */
export const zh = {
  screen: '会场大屏',
  meeting: '总结会',
  soon: '稍后开始',
  paused: '请稍候',
  begins: (date: string, time: string) => `${date} ${time} 开始`,
  today: (date: string, weekday: string) => `${date} ${weekday}`,
  until: '距离开始',
  days: (days: number) => `${days} 天`,
  beginsNow: '即将开始',
  thanks: '感谢每一位参与的人',
  reportedBy: (outlets: string) => `全程报道：${outlets}`,
  from: (first: string, last: string) => (first === last ? first : `${first}至${last}`),
  // Reveal and podium
  reveal: '名次揭晓',
  lastToFirst: '由后向前，逐一揭晓',
  place: { before: '第', after: '名' },
  sharedBy: (areas: number) => `${areas} 个并列`,
  alsoRevealed: (first: number, last: number) =>
    first === last ? `第 ${first} 名已揭晓` : `第 ${first} 至 ${last} 名已揭晓`,
  counts: (percent: string) => `占 ${percent}%`,
  points: '加减分',
  podium: '颁奖',
  list: '、',
  each: (money: string) => `各${money}`,
  // Without a session
  connect: '这块大屏还没有接入',
  connectHow: ['请组织方为大屏生成一个邀请链接，', '在这台电脑的浏览器里打开它，再回到这里。'],
  connectNext: '接入后画面会自动出现。按 F 键全屏。',
};

/** The shape that every language has to fill. */
export type ScreenWords = typeof zh;
