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
  /** The key that it listens by: that of the server in these tests, unless said. */
  readonly key?: string;
  /** Its reader wanted to be told, though the subscription is gone by now. */
  readonly wished?: Language;
  /** Whose registration is found: the tour's own, unless said. */
  readonly scope?: string;
  /** What happens when its registrations are asked for. */
  readonly broken?: boolean;
}

const KEY = Buffer.from('the key of the server now').toString('base64url');
const OLDER_KEY = Buffer.from('the key of another store').toString('base64url');

/** Makes this window one of such a browser; what was done with its subscription. */
function browse(browser: Browser = {}) {
  const { agent = 'chrome', secure = true, has = true, touchPoints = 0 } = browser;
  const { permission = 'default', answer = 'granted', subscribed = false, broken = false } = browser;
  const did: string[] = [];
  let isSubscribed = subscribed;
  let key = browser.key ?? KEY;
  const subscription = {
    endpoint: 'https://push.example.org/1',
    options: {
      get applicationServerKey() {
        return Uint8Array.from(Buffer.from(key, 'base64url')).buffer;
      },
    },
    toJSON: () => ({ endpoint: 'https://push.example.org/1', keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => {
      did.push('unsubscribe');
      isSubscribed = false;
      return true;
    },
  };
  const pushManager = {
    getSubscription: async () => (isSubscribed ? subscription : null),
    subscribe: async (options: { applicationServerKey: string }) => {
      if (isSubscribed && key !== options.applicationServerKey)
        throw new DOMException('', 'InvalidStateError');
      did.push('subscribe');
      key = options.applicationServerKey;
      isSubscribed = true;
      return subscription;
    },
  };
  const serviceWorker = {
    getRegistration: async () => {
      if (broken) throw new DOMException('', 'SecurityError');
      return { pushManager, scope: new URL(browser.scope ?? '/t/t', location.href).href };
    },
    register: async () => ({ pushManager }),
  };
  vi.stubGlobal('navigator', {
    ...{ userAgent: AGENTS[agent], maxTouchPoints: touchPoints },
    ...(has && { serviceWorker }),
  });
  const kept = new Map<string, string>();
  if (browser.wished !== undefined) kept.set('/t/t?push-wish', browser.wished);
  vi.stubGlobal('caches', {
    open: async () => ({
      match: async (address: string) => (kept.has(address) ? new Response(kept.get(address)) : undefined),
      put: async (address: string, answer: Response) => void kept.set(address, await answer.text()),
      delete: async (address: string) => kept.delete(address),
    }),
  });
  vi.stubGlobal('registration', { pushManager, scope: new URL('/t/t', location.href).href });
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

/** A server that takes everything, or nothing; of status 0 it is not reached at all. */
function serve(refusal?: string, status = 503): readonly (readonly [string, string])[] {
  const asked: (readonly [string, string])[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    asked.push([init.method ?? 'GET', url]);
    if (status === 0) throw new TypeError('Failed to fetch');
    const refused = refusal !== undefined && init.method !== undefined;
    return Response.json(refused ? { message: refusal } : { publicKey: KEY }, {
      status: refused ? status : 200,
    });
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the server hears when a browser makes sure that it is told. */
const TOLD = [
  ['GET', '/live/t/push.json'],
  ['POST', '/live/t/push'],
] as const;
const GRANTED = { permission: 'granted', subscribed: true } as const;

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
    expect(asked).toEqual(TOLD);
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
      serve();
      render(Switching, { language: 'zh' });
      expect(await isOn()).toBe(true);
      const asked = serve(refusal);
      await fireEvent.click(await theSwitch());
      await vi.waitFor(async () => expect(await isOn()).toBe(false));
      expect([did, asked, await said()]).toEqual([['unsubscribe'], [['DELETE', '/live/t/push']], '']);
    },
  );
});

describe('what the browser remembers is not taken for what is', () => {
  test('after the server’s keys changed it subscribes anew, without a question', async () => {
    const did = browse({ ...GRANTED, key: OLDER_KEY });
    const asked = serve();
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(true);
    expect(did).toEqual(['unsubscribe', 'subscribe']);
    expect(asked).toEqual([TOLD[0], ['DELETE', '/live/t/push'], TOLD[1]]);
  });

  test('where it cannot subscribe anew after that, it is off', async () => {
    browse({ ...GRANTED, key: OLDER_KEY });
    serve('人数已满', 409);
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(false);
  });

  test('a server that forgot the browser is told of it again', async () => {
    const did = browse(GRANTED);
    const asked = serve();
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(true);
    expect([did, asked]).toEqual([[], TOLD]);
  });

  test('where the server will not have the browser, it is off', async () => {
    const did = browse(GRANTED);
    serve('人数已满', 409);
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(false);
    expect(did).toEqual(['unsubscribe']);
  });

  test.each([
    ['is not reached', 0],
    ['is stopping', 503],
    ['is asked too often', 429],
  ])('a server that %s changes nothing', async (_how, status) => {
    const did = browse(GRANTED);
    serve('请稍后', status);
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(true);
    expect(did).toEqual([]);
  });

  test('a subscription that the browser lost is made again, for who wanted it', async () => {
    const did = browse({ permission: 'granted', wished: 'en' });
    const asked = serve();
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(true);
    expect([did, asked]).toEqual([['subscribe'], TOLD]);
  });

  test.each(['default', 'denied'] as const)(
    'permission that was withdrawn (%s) is off, and stays off when it is given for something else',
    async (permission) => {
      browse({ permission, subscribed: true, wished: 'zh' });
      serve();
      const { unmount } = render(Switching, { language: 'zh' });
      await said();
      if (permission === 'default') expect(await isOn()).toBe(false);
      else expect(screen.queryByRole('switch')).toBeNull();
      unmount();
      const { wishOf } = await import('../../client/viewer/push/push-wish.ts');
      expect(await wishOf('t')).toBeUndefined();
    },
  );

  test('another tour’s subscription is not taken for this one’s', async () => {
    const did = browse({ ...GRANTED, scope: '/t' });
    serve();
    render(Switching, { language: 'zh' });
    expect(await isOn()).toBe(false);
    expect(did).toEqual([]);
  });

  test('the worker subscribes again where the browser changed or lost the subscription, in the reader’s language', async () => {
    const did = browse({ permission: 'granted', wished: 'en' });
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit = {}) => {
      if (init.body) bodies.push(JSON.parse(String(init.body)));
      return Response.json({ publicKey: KEY });
    });
    await import('../../client/viewer/push/push-worker.ts');
    const work: Promise<unknown>[] = [];
    const changed = Object.assign(new Event('pushsubscriptionchange'), {
      waitUntil: (one: Promise<unknown>) => work.push(one),
    });
    self.dispatchEvent(changed);
    await Promise.all(work);
    expect(did).toEqual(['subscribe']);
    expect(bodies).toEqual([
      { endpoint: 'https://push.example.org/1', keys: { p256dh: 'p', auth: 'a' }, language: 'en' },
    ]);
  });
});
