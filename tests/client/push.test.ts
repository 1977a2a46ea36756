// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Language } from '../../shared/refusals.ts';
import Switching from './Switching.svelte';

const AGENTS = {
  chrome:
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36',
  wechat:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
} as const;

interface Browser {
  readonly agent?: keyof typeof AGENTS;
  readonly secure?: boolean;
  /** Whether it has push at all. */
  readonly has?: boolean;
  readonly touchPoints?: number;
  readonly permission?: NotificationPermission;
  /** What its reader answers when asked. */
  readonly answer?: NotificationPermission;
  readonly subscribed?: boolean;
  /** What happens when its registrations are asked for. */
  readonly broken?: boolean;
}

/** Makes this window one of such a browser; what was done with its subscription. */
function browse(browser: Browser = {}) {
  const { agent = 'chrome', secure = true, has = true, touchPoints = 0 } = browser;
  const { permission = 'default', answer = 'granted', subscribed = false, broken = false } = browser;
  const did: string[] = [];
  let isSubscribed = subscribed;
  const subscription = {
    endpoint: 'https://push.example.org/1',
    toJSON: () => ({ endpoint: 'https://push.example.org/1', keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => {
      did.push('unsubscribe');
      isSubscribed = false;
      return true;
    },
  };
  const pushManager = {
    getSubscription: async () => (isSubscribed ? subscription : null),
    subscribe: async () => {
      did.push('subscribe');
      isSubscribed = true;
      return subscription;
    },
  };
  const serviceWorker = {
    getRegistration: async () => {
      if (broken) throw new DOMException('', 'SecurityError');
      return { pushManager };
    },
    register: async () => ({ pushManager }),
  };
  vi.stubGlobal('navigator', {
    ...{ userAgent: AGENTS[agent], maxTouchPoints: touchPoints },
    ...(has && { serviceWorker }),
  });
  vi.stubGlobal('isSecureContext', secure);
  const notification = {
    permission: permission as NotificationPermission,
    requestPermission: async () => {
      did.push('ask');
      notification.permission = answer;
      return answer;
    },
  };
  for (const [name, value] of [
    ['PushManager', class {}],
    ['Notification', notification],
  ] as const) {
    if (has) vi.stubGlobal(name, value);
    else Reflect.deleteProperty(window, name);
  }
  return did;
}

/** A server that takes everything, or nothing. */
function serve(refusal?: string): readonly (readonly [string, string])[] {
  const asked: (readonly [string, string])[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    asked.push([init.method ?? 'GET', url]);
    const refused = refusal !== undefined && init.method !== undefined;
    return Response.json(refused ? { message: refusal } : { publicKey: 'k' }, {
      status: refused ? 503 : 200,
    });
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const said = () => screen.findByRole('status').then((status) => status.textContent);
const theSwitch = () => screen.findByRole('switch');
const isOn = async () => (await theSwitch()).getAttribute('aria-checked') === 'true';

describe('where it cannot be turned on, the reason is said and there is no switch', () => {
  test.each<readonly [string, Browser, Readonly<Record<Language, string>>]>([
    [
      'inside WeChat, on whatever phone and connection',
      { agent: 'wechat', secure: false },
      {
        zh: '微信里收不到网页提醒。请点右上角“…”，选“在浏览器打开”，再开启。',
        en: 'WeChat shows no notifications of pages. Tap “…” and open this page in the browser first.',
      },
    ],
    [
      'by plain HTTP',
      { secure: false },
      {
        zh: '本站没有使用 HTTPS，浏览器不允许提醒。',
        en: 'This site does not use HTTPS, so the browser allows no notifications.',
      },
    ],
    [
      'on an iPhone before the page is on the home screen',
      { agent: 'iphone', has: false },
      {
        zh: '请先点“分享”，选“添加到主屏幕”，从主屏幕打开后再开启。',
        en: 'Tap Share, add this page to the home screen, open it from there, and turn this on.',
      },
    ],
    [
      'on an iPad, which passes for a Mac',
      { agent: 'mac', has: false, touchPoints: 5 },
      {
        zh: '请先点“分享”，选“添加到主屏幕”，从主屏幕打开后再开启。',
        en: 'Tap Share, add this page to the home screen, open it from there, and turn this on.',
      },
    ],
    [
      'where the reader blocked the site',
      { permission: 'denied' },
      {
        zh: '您之前拒绝了本站的通知。请在浏览器的网站设置里允许通知，再回到这里开启。',
        en: 'You blocked notifications of this site. Allow them in the browser’s site settings, then come back.',
      },
    ],
    [
      'where the browser has none',
      { agent: 'mac', has: false },
      { zh: '这个浏览器不支持网页提醒。', en: 'This browser has no notifications for pages.' },
    ],
    [
      'where the browser has it, and keeps nothing',
      { broken: true },
      { zh: '这个浏览器不支持网页提醒。', en: 'This browser has no notifications for pages.' },
    ],
  ])('%s', async (_where, browser, sentences) => {
    for (const language of ['zh', 'en'] as const) {
      browse(browser);
      const { unmount } = render(Switching, { language });
      expect(await said()).toBe(sentences[language]);
      expect(screen.queryByRole('switch')).toBeNull();
      unmount();
    }
  });
});

describe('the switch', () => {
  test('on an iPhone’s home screen can be turned on: the browser asks, then the server knows', async () => {
    const did = browse({ agent: 'iphone' });
    const asked = serve();
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(false);
    expect([await said(), did]).toEqual(['', []]);
    await fireEvent.click(await theSwitch());
    await vi.waitFor(async () => expect(await isOn()).toBe(true));
    expect(did).toEqual(['ask', 'subscribe']);
    expect(asked).toEqual([
      ['GET', '/live/t/push.json'],
      ['POST', '/live/t/push'],
    ]);
  });

  test('says why, where the reader says no', async () => {
    const did = browse({ answer: 'denied' });
    const asked = serve();
    render(Switching, { language: 'en' });
    await fireEvent.click(await theSwitch());
    await vi.waitFor(async () => expect(await said()).toContain('You blocked notifications'));
    expect([did, asked, screen.queryByRole('switch')]).toEqual([['ask'], [], null]);
  });

  test.each([
    ['zh', '没能开启：服务器正在停止。请稍后再试。'],
    ['en', 'That did not work: 服务器正在停止. Try again later.'],
  ] as const)('is not on where the server does not know of it (%s)', async (language, sentence) => {
    const did = browse();
    serve('服务器正在停止');
    render(Switching, { language });
    await fireEvent.click(await theSwitch());
    await vi.waitFor(async () => expect(await said()).toBe(sentence));
    expect(did).toEqual(['ask', 'subscribe', 'unsubscribe']);
    expect(await isOn()).toBe(false);
  });

  test.each([undefined, '服务器正在停止'])(
    'turned off is off, whatever the server says (%s)',
    async (refusal) => {
      const did = browse({ permission: 'granted', subscribed: true });
      const asked = serve(refusal);
      render(Switching, { language: 'zh' });
      expect(await isOn()).toBe(true);
      await fireEvent.click(await theSwitch());
      await vi.waitFor(async () => expect(await isOn()).toBe(false));
      expect([did, asked, await said()]).toEqual([['unsubscribe'], [['DELETE', '/live/t/push']], '']);
    },
  );
});
