import type { Language } from '../../../shared/refusals.ts';
import type { MomentOf } from '../../../shared/tour/posts/post-moment.ts';

const zh = {
  title: '自动发布的时刻',
  what: '勾选的事件一发生，系统就以所选媒体的名义发一条动态；未勾选的列在媒体编辑的待发清单里，由编辑决定。',
  outlet: '以哪家媒体的名义',
  kinds: '哪些事件',
  kind: {
    'day-begins': '当日出发',
    arrival: '抵达站点',
    departure: '离开站点',
    'road-show': '路演开始',
    'day-ends': '当日行程结束',
    place: '名次揭晓',
    result: '成绩公布',
  } satisfies Record<MomentOf, string>,
  none: '现在：一条也不自动发布。',
  now: (outlet: string, since: string) => `现在：以 ${outlet} 的名义，自 ${since} 起。`,
  entered: '该媒体须有一个有效的编辑链接；撤销后自动发布随即停止。编辑撤下的动态不会再自动发出。',
  noOutlets: '还没有媒体。先在“设置”里添加。',
  save: '保存',
  saved: '已保存，从现在起生效。',
};

const en: typeof zh = {
  title: 'Moments that post themselves',
  what: 'What is ticked is posted the moment it happens, under the outlet chosen here. All else waits in the editors’ list of moments, for them to decide.',
  outlet: 'Under which outlet',
  kinds: 'Which moments',
  kind: {
    'day-begins': 'A day begins',
    arrival: 'Arrival at a stop',
    departure: 'Departure from a stop',
    'road-show': 'A road-show begins',
    'day-ends': 'A day ends',
    place: 'A place is revealed',
    result: 'The result is open',
  },
  none: 'Now: none posts itself.',
  now: (outlet, since) => `Now: under ${outlet}, since ${since}.`,
  entered:
    'The outlet needs an editor’s link that holds; once it is revoked, nothing posts itself any more. What an editor withdrew is not posted again.',
  noOutlets: 'There are no outlets yet. Add them in the set-up first.',
  save: 'Save',
  saved: 'Saved, from now on.',
};

/** What is said of moments that post themselves, in a language. */
export const momentsWords = (language: Language): typeof zh => (language === 'zh' ? zh : en);
