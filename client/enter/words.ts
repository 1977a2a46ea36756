import type { Language } from '../../shared/refusals.ts';
import type { Role } from '../../shared/tour/actor.ts';

/** The words of the page that an invite leads to, in Chinese. */
const zh = {
  title: '进入拉练',
  entering: '正在核对邀请…',
  noScript: '进入需要 JavaScript。请在浏览器设置中开启后重新打开邀请链接。',
  noSecret: '链接不完整',
  noSecretNext: '请重新扫描二维码，或完整复制邀请链接后再打开。',
  entered: '已进入',
  refused: '没有进入',
  unreachable: '连接不上服务器',
  unreachableNext: '邀请仍然有效。请检查网络后重试。',
  retry: '重试',
  tour: '拉练',
  role: '身份',
  validUntil: '有效期至',
  toJudge: '开始打分',
  toOrganiser: '打开组织方页面',
  toDesk: '打开编辑台',
  toScreen: '打开会场大屏',
  toRemote: '打开会场遥控',
  toHouse: '打开拉练管理',
  toLive: '打开直播页',
  next: {
    organiser:
      '在组织方页面查看打分进度、催票、补录纸质打分票、锁定打分，核对成绩、计分规则和公平性，决定公众看到的名次，下载存档。',
    editor: '在编辑台写稿、加图片、发布。没有信号时稿件先存在这台设备上，有信号后自动送出。',
    judge: '到了点位，打开打分页，给每个指标打分，再点“送出”。锁定之前都可以改。',
    tracker: '这个链接填在定位应用里，不用在浏览器里打开。',
    area: '在直播页可以看到车队何时到达、本地点位的报道和已公开的名次。',
    screen: '在会场的电脑上打开大屏页，按 F 键全屏。画面由主持人的遥控页切换。',
    presenter: '在遥控页一步一步推进会场大屏。只有您能看到下一步是什么。',
    host: '在拉练管理页新建、复制、归档或删除这台服务器上的各场拉练，把组织方请进来。各场里面的内容，只有组织方能看。',
  } satisfies Record<Role, string>,
  weChatNote:
    '要在没有信号时也能打开打分页：点右上角菜单（三个点），选“在浏览器打开”，再从那里开始打分。留在微信里也能打分，但请不要关掉页面。',
  roles: {
    organiser: '组织方',
    editor: '媒体编辑',
    judge: '评委',
    tracker: '定位设备',
    area: '县（市、区）',
    screen: '大屏',
    presenter: '主持人',
    host: '站点管理员',
  } satisfies Record<Role, string>,
};

const en: typeof zh = {
  title: 'Enter the tour',
  entering: 'Checking the invite…',
  noScript: 'Entering needs JavaScript. Please allow it and open the invite again.',
  noSecret: 'The link is not complete',
  noSecretNext: 'Scan the QR code again, or copy the whole invite link and open it.',
  entered: 'You are in',
  refused: 'You are not in',
  unreachable: 'The server cannot be reached',
  unreachableNext: 'The invite is still good. Check the network and try again.',
  retry: 'Try again',
  tour: 'Tour',
  role: 'Role',
  validUntil: 'Valid until',
  toJudge: 'Begin scoring',
  toOrganiser: 'Open the organiser’s page',
  toDesk: 'Open the media desk',
  toScreen: 'Open the big screen',
  toRemote: 'Open the remote',
  toHouse: 'Open the house',
  toLive: 'Open the live page',
  next: {
    organiser:
      'On the organiser’s page you follow the scoring, remind judges, enter paper ballots, lock scores, check results, rules and fairness, decide which standings the public sees, and download the archive.',
    editor:
      'At the media desk you write, add pictures and publish. Without signal a post waits on this device and goes out by itself later.',
    judge:
      'At a stop, open the scoring page, give every criterion a mark and send it. You may change it until the stop is locked.',
    tracker: 'This link belongs into the tracking app, not into a browser.',
    area: 'The live page shows when the convoy arrives, what is reported from your stops, and the standings that are public.',
    screen:
      'Open the screen page on the computer of the hall and press F for full screen. The presenter’s remote changes what it shows.',
    presenter:
      'On the remote you take the screens of the hall one step on at a time. You alone see what comes next.',
    host: 'At the house you make, copy, archive and delete the tours of this server, and let organisers in. What is in a tour only its organisers see.',
  },
  weChatNote:
    'To open the page without signal too: choose “Open in browser” in the menu of three dots, and begin from there. You may also stay in WeChat, but do not close the page.',
  roles: {
    organiser: 'Organiser',
    editor: 'Editor',
    judge: 'Judge',
    tracker: 'Tracking device',
    area: 'Area',
    screen: 'Big screen',
    presenter: 'Presenter',
    host: 'Host',
  },
};

/** The words in a language. */
export const enterWords = (language: Language): typeof zh => (language === 'zh' ? zh : en);
