import type { Language } from '../../shared/refusals.ts';

const zh = {
  title: '嵌入到您的网站',
  what: (tour: string) =>
    `把“${tour}”放进您的网页：选好样式，复制一行代码，粘贴到文章里要显示的位置。内容随直播自动更新，任何网站都可以使用，无需登记。`,
  show: '内容',
  shows: { all: '全部', feed: '动态', map: '地图', standings: '榜单' },
  outlet: '媒体',
  everyOutlet: '所有媒体',
  theme: '外观',
  themes: { auto: '跟随读者系统', light: '浅色', dark: '深色' },
  accent: '强调色',
  accentNote: '对比度不足时会自动调深或调浅，保证文字清晰。',
  plainAccent: '默认颜色',
  language: '语言',
  languages: { zh: '中文', en: 'English' },
  code: '代码',
  copy: '复制代码',
  copied: '已复制',
  copyFailed: '没有复制成功，请选中代码手动复制。',
  preview: '预览',
  failed: '没有读取到这场拉练，请检查链接后刷新。',
  loading: '正在读取…',
};

const en: typeof zh = {
  title: 'Embed on your site',
  what: (tour) =>
    `Put “${tour}” on your page: choose how it looks, copy one line of code, paste it where it is to appear. It stays up to date by itself. Any site may use it, nothing to register.`,
  show: 'Content',
  shows: { all: 'Everything', feed: 'Posts', map: 'Map', standings: 'Standings' },
  outlet: 'Outlet',
  everyOutlet: 'All outlets',
  theme: 'Appearance',
  themes: { auto: 'As the reader’s system', light: 'Light', dark: 'Dark' },
  accent: 'Accent colour',
  accentNote: 'Darkened or lightened where text could not be read otherwise.',
  plainAccent: 'Default colour',
  language: 'Language',
  languages: { zh: '中文', en: 'English' },
  code: 'Code',
  copy: 'Copy the code',
  copied: 'Copied',
  copyFailed: 'Copying failed; please select the code and copy it.',
  preview: 'Preview',
  failed: 'This tour could not be read. Check the link and reload.',
  loading: 'Loading…',
};

/** What the page says. */
export const codeWords = (language: Language): typeof zh => (language === 'en' ? en : zh);
