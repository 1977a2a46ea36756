import { zh as ceremony } from './ceremony/zh.ts';
import { zh as day } from './day/zh.ts';
import { zh as log } from './log/zh.ts';
import { zh as now } from './now/zh.ts';
import { zh as people } from './people/zh.ts';
import { zh as places } from './places/zh.ts';
import { zh as problems } from './problems/zh.ts';
import { zh as outside } from './public/zh.ts';
import { zh as result } from './result/zh.ts';
import { zh as rule } from './rule/zh.ts';
import { zh as scores } from './scores/zh.ts';
import { zh as setup } from './setup/zh.ts';

/** The words of the organiser's page in Chinese, room by room: the shape that English has to fill. Sentences with a hole are functions. */
export const zh = {
  page: {
    untitled: '组织方',
    organiser: '组织方',
    aJudge: '一位评委',
    skip: '跳到正文',
    otherLanguage: 'EN',
    otherLanguageLong: 'Switch to English',
    theme: { auto: '外观：跟随系统', light: '外观：浅色', dark: '外观：深色' },
    stealthOn: '隐身：已开',
    stealthOff: '隐身',
    stealthHint: '隐去一切能看出谁先谁后的内容（按 H 键）',
    hidden: '已隐去',
    hiddenNow: '隐身时不显示。',
    date: (month: number, day: number) => `${month}月${day}日`,
    colon: '：',
    comma: '，',
    list: '、',
    close: '关闭',
    cancel: '取消',
    save: '保存',
    done: '已完成',
    unreachable: '连接不上服务器，没有保存。请检查网络后再试。',
    loading: '正在读取',
    line: {
      connecting: '连接中',
      live: '实时',
      polling: '每 3 秒更新',
      'catching-up': '追赶中',
      offline: '离线',
    },
    offline: '已离线：所见内容停在断开前，恢复网络后自动补齐。',
    newBuild: '新版本已就绪',
    reload: '刷新',
    noSession: '请用邀请链接进入',
    noSessionWhy: '这一页只对组织方开放。请打开服务器启动时打印的链接，或扫描其他组织方给您的二维码。',
    noSessionNext:
      '用同一个浏览器进入后，再回到这一页即可。不知道链接的，可在服务器上运行 npm run invite 生成新的。',
    noTour: '这里没有拉练',
    noTourWhy: '请检查链接是否完整。',
    toLive: '打开直播页',
    notSetUp: '这场拉练尚未设置',
    notSetUpWhy: '完成设置后，评委、点位和打分进度会自动出现在这里，无需刷新。',
    toSetUp: '去设置',
  },
  sections: {
    now: '现在要定的事',
    matrix: '打分进度',
    ranking: '排名预览',
    routine: '平时工作与加减分',
    rule: '计分规则',
    visibility: '公开设置',
    problems: '问题',
    fairness: '公平性',
    ceremony: '总结会',
    outside: '存档与嵌入',
  },
  ...places,
  ...outside,
  ...setup,
  ...now,
  ...day,
  ...scores,
  ...result,
  ...rule,
  ...problems,
  ...ceremony,
  ...log,
  ...people,
};

/** Every word and sentence of the organiser's page. */
export type Words = typeof zh;
