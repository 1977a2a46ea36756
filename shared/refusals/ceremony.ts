import type { Sentence } from '../refusal-sentence.ts';

/** Refusals of final results, programmes, ceremonies and screens; see `../refusals.ts`. */
export const REFUSALS_OF_CEREMONY = {
  'tour.not-set-up': {
    status: 409,
    zh: '这场拉练还没有设置县市区和点位。请先完成设置。',
    en: 'This tour has no areas and stops yet. Set it up first.',
  },
  'result.final': {
    status: 409,
    zh: '成绩已定稿，不能再改。确需更正，请组织方先写明原因、重新打开成绩。',
    en: 'The result is final and cannot be changed. To correct it, the organiser opens it again with a reason.',
  },
  'result.not-final': {
    status: 409,
    zh: '成绩还没有定稿。请先在“成绩”里定稿，再继续。',
    en: 'The result is not final yet. Make it final under Result, then go on.',
  },
  'result.items-open': {
    status: 409,
    zh: '还有 {items} 个项目没有锁定打分（第一个：{first}）。请全部锁定后再定稿。',
    en: 'There are {items} items that still take ballots (the first: {first}). Lock all of them, then make the result final.',
  },
  'result.incomplete': {
    status: 409,
    zh: '成绩还不完整：{area} 缺 {parts}。补齐后再定稿。',
    en: 'The result of {area} is not complete (missing: {parts}). Complete it, then make the result final.',
  },
  'result.fallen-out': {
    status: 409,
    zh: '成绩还不完整：{area} 的 {parts} 对应的项目已全部取消，得不出总分。请恢复一项、让该地区退出，或调整计分规则的权重，再定稿。',
    en: 'All items of {area} for {parts} are cancelled, so it can have no total. Restore one, withdraw the area, or change the weights of the rule; then make the result final.',
  },
  'ceremony.result-is-public': {
    status: 409,
    zh: '公众现在已能看到总成绩，揭晓前请先把公众榜单设为“隐藏”。',
    en: 'The public can see the totals now. Hide the standings from the public before the ceremony.',
  },
  'ceremony.running': {
    status: 409,
    zh: '揭晓仪式正在进行。请先结束仪式。',
    en: 'The ceremony is running. End it first.',
  },
  'ceremony.not-running': {
    status: 409,
    zh: '揭晓仪式没有在进行。请先开始仪式。',
    en: 'No ceremony is running. Begin it first.',
  },
  'ceremony.already-there': {
    status: 409,
    zh: '大屏已经到了下一步（第 {step} 步），没有重复执行。请看清当前画面再操作。',
    en: 'The screen has moved on already (step {step}); nothing was done twice. Look at what is on, then go on.',
  },
  'ceremony.at-end': {
    status: 409,
    zh: '已经是最后一个画面。',
    en: 'This is the last scene.',
  },
  'ceremony.at-beginning': {
    status: 409,
    zh: '已经是第一个画面。',
    en: 'This is the first scene.',
  },
  'scene.unknown': {
    status: 404,
    zh: '节目单里没有这个画面（{scene}）。请刷新后重试。',
    en: 'The programme has no such scene ({scene}). Load the page again, then retry.',
  },
  'programme.stale': {
    status: 409,
    zh: '节目单刚被别人改过（现在是第 {version} 版，您改的是第 {basedOn} 版）。请刷新，在新版上再改。',
    en: 'Somebody else changed the programme (it is at version {version}, you edited {basedOn}). Load it again and repeat your change.',
  },
  'programme.duplicate': {
    status: 400,
    zh: '节目单里有两个画面用了同一个编号：{id}。',
    en: 'Two scenes of the programme have the same id: {id}.',
  },
  'programme.lacks': {
    status: 400,
    zh: '画面 {scene} 还缺内容：{what}。请补上再保存。',
    en: 'The scene {scene} lacks something: {what}. Add it, then save.',
  },
  'programme.twice': {
    status: 400,
    zh: '这种画面在节目单里只能有一个：{kind}。',
    en: 'A programme can have only one scene of this kind: {kind}.',
  },
  'programme.is-on': {
    status: 409,
    zh: '仪式进行中，正在播放的画面（{scene}）和揭晓的细度不能改，其他画面可以改。',
    en: 'While the ceremony runs, the scene that is on ({scene}) and the grain of the reveal stay; other scenes may be changed.',
  },
  'command.too-late': {
    status: 409,
    zh: '这一下在路上耽搁太久，没有执行。请看清大屏现在的画面再按。',
    en: 'This press was on its way for too long, and nothing was done. Look at what is on, then press again.',
  },
  'screen-code.unknown': {
    status: 404,
    zh: '没有这个屏幕码：可能看错了、已过期或已用过。请照大屏上现在显示的再输一次。',
    en: 'There is no such screen code: it was misread, has expired or is used. Type what the screen shows now.',
  },
  'rehearsal.none': {
    status: 404,
    zh: '这场拉练没有正在进行的彩排。请先开始彩排。',
    en: 'This tour has no dress rehearsal. Make one first.',
  },
  'rehearsal.ceremony-runs': {
    status: 409,
    zh: '正式仪式正在进行，大屏不能切到彩排。请先结束仪式。',
    en: 'The real ceremony is running: screens cannot go to the rehearsal. End it first.',
  },
  'rehearsal.of-rehearsal': {
    status: 409,
    zh: '这里已经是彩排。请在正式拉练里操作彩排。',
    en: 'This is a dress rehearsal itself. Do this on the real tour.',
  },
  'rehearsal.name-taken': {
    status: 409,
    zh: '已有一场正式拉练用了彩排的名称（{tour}），不能覆盖。请联系系统管理员。',
    en: 'There is a real tour by the name that the rehearsal would have ({tour}); it is left as it is. Ask the operator.',
  },
  'rehearsal.mark': {
    status: 409,
    zh: '彩排标记由系统设置，不能加上或去掉。请刷新页面，其他内容可照常修改。',
    en: 'The mark of a dress rehearsal is set by the server and cannot be added or taken away. Load the page again; everything else may be changed.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;
