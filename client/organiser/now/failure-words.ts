import type { GuardedPage } from '../../../shared/page-failures.ts';
import type { Language } from '../../../shared/refusals.ts';

/** What the organiser is told of pages that did not run, in Chinese. */
const zh = {
  count: (count: number) => `过去一小时至少有 ${count} 次页面没有正常打开`,
  one: (page: string, kernel: string, count: number) => `${kernel} · ${page} ${count} 次`,
  between: '；',
  next: '请让打不开的人先点“重新载入”，仍然不行就换一个浏览器，或更新浏览器。刚更新过服务器，或者各种浏览器都有，请告诉维护服务器的人（/metrics 里有明细）。',
  pages: {
    viewer: '直播页',
    judge: '评委页',
    desk: '编辑台',
    organiser: '组织方页',
    screen: '会场大屏',
    remote: '会场遥控',
    enter: '进入页',
    embed: '嵌入页',
    'embed-code': '嵌入代码页',
    house: '拉练管理页',
  } satisfies Record<GuardedPage, string>,
  older: (family: string) => `很旧的 ${family}`,
  wechat: '微信',
  otherKernel: '其他浏览器',
};

const en: typeof zh = {
  count: (count: number) =>
    `At least ${count} ${count === 1 ? 'page' : 'pages'} did not open properly within the last hour`,
  one: (page: string, kernel: string, count: number) => `${kernel} · ${page}: ${count}`,
  between: '; ',
  next: 'Ask whom it concerns to load the page again; if that does not help, to take another browser, or to update it. Right after an update of the server, or where all kinds of browsers are named, tell whoever runs the server (details are in /metrics).',
  pages: {
    viewer: 'live page',
    judge: 'judge’s page',
    desk: 'media desk',
    organiser: 'organiser’s page',
    screen: 'big screen',
    remote: 'hall remote',
    enter: 'entrance',
    embed: 'embed',
    'embed-code': 'code for embeds',
    house: 'house',
  },
  older: (family: string) => `a very old ${family}`,
  wechat: 'WeChat',
  otherKernel: 'another browser',
};

/** These words in a language. */
export const failureWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
