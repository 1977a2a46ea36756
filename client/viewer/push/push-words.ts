import type { Language } from '../../../shared/refusals.ts';
import type { PushState } from './push.ts';

/** The words of the switch; they come with it, when the share dialog is first opened. */
interface PushWords {
  readonly title: string;
  readonly what: string;
  /** It could not be turned on, or off, by how it was. */
  readonly failed: Readonly<Record<'on' | 'off', (reason: string) => string>>;
  readonly why: Readonly<Record<Exclude<PushState, 'on' | 'off'>, string>>;
}

export const PUSH_WORDS: Readonly<Record<Language, PushWords>> = {
  zh: {
    title: '重要时刻提醒',
    what: '抵达、路演、成绩等重要消息，关掉页面也能收到。',
    failed: {
      off: (reason) => `没能开启：${reason || '推送服务没有应答'}。请稍后再试。`,
      on: (reason) => `没能关闭：${reason || '浏览器没有应答'}。请稍后再试，或在浏览器的网站设置里关掉通知。`,
    },
    why: {
      denied: '您之前拒绝了本站的通知。请在浏览器的网站设置里允许通知，再回到这里开启。',
      wechat: '微信里收不到网页提醒。请点右上角“…”，选“在浏览器打开”，再开启。',
      insecure: '本站没有使用 HTTPS，浏览器不允许提醒。',
      ios: '请先点“分享”，选“添加到主屏幕”，从主屏幕打开后再开启。',
      missing: '这个浏览器不支持网页提醒。',
    },
  },
  en: {
    title: 'Tell me key moments',
    what: 'Arrivals, road-shows, results: even when this page is closed.',
    failed: {
      off: (reason) => `That did not work: ${reason || 'the push service did not answer'}. Try again later.`,
      on: (reason) =>
        `That did not work: ${reason || 'the browser did not answer'}. Try again later, or turn notifications off in the browser’s site settings.`,
    },
    why: {
      denied:
        'You blocked notifications of this site. Allow them in the browser’s site settings, then come back.',
      wechat: 'WeChat shows no notifications of pages. Tap “…” and open this page in the browser first.',
      insecure: 'This site does not use HTTPS, so the browser allows no notifications.',
      ios: 'Tap Share, add this page to the home screen, open it from there, and turn this on.',
      missing: 'This browser has no notifications for pages.',
    },
  },
};
