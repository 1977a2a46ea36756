import { describe, expect, test } from 'vitest';
import { failureWords } from '../../client/organiser/now/failure-words.ts';
import { kernelName } from '../../client/organiser/now/kernel-name.ts';
import { KERNELS, kernelOf } from '../../server/failures/kernel.ts';
import { seeded, whole } from '../support/seeded.ts';

const ANDROID = 'Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN01) AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS_7 = 'Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 14_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

/** What browsers really say, by where they are met. */
const SAID: readonly (readonly [string, string, string])[] = [
  ['Chrome on Windows 7', `${WINDOWS_7} Chrome/109.0.0.0 Safari/537.36`, 'chromium-109'],
  ['360 on Windows 7', `${WINDOWS_7} Chrome/86.0.4240.198 Safari/537.36 QIHU 360SE`, 'chromium-86'],
  ['360, which hides itself', `${WINDOWS_7} Chrome/78.0.3904.108 Safari/537.36`, 'chromium-78'],
  [
    'QQ on Windows',
    `${WINDOWS_7} Chrome/94.0.4606.71 Safari/537.36 Core/1.94.202.400 QQBrowser/11.9.5355.400`,
    'chromium-92',
  ],
  ['Sogou', `${WINDOWS_7} Chrome/80.0.3987.87 Safari/537.36 SE 2.X MetaSr 1.0`, 'chromium-80'],
  [
    'WeChat on Android',
    `${ANDROID} Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5169 MMWEBSDK/20230701 MMWEBID/3112 MicroMessenger/8.0.40.2420(0x28002851) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64`,
    'chromium-107',
  ],
  [
    'WeChat on Android, older kernel',
    `${ANDROID} Version/4.0 Chrome/86.0.4240.99 XWEB/4317 MMWEBSDK/20220805 Mobile Safari/537.36 MicroMessenger/8.0.27.2220(0x28001B37)`,
    'chromium-86',
  ],
  [
    'WeChat on Windows',
    `${WINDOWS_7} Chrome/98.0.4758.102 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090719) XWEB/8391 Flue`,
    'chromium-98',
  ],
  [
    'WeChat on iPhones',
    `${IPHONE} Mobile/15E148 MicroMessenger/8.0.38(0x1800262c) NetType/WIFI Language/zh_CN`,
    'webkit-14',
  ],
  [
    'WeChat on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) MicroMessenger/6.8.0(0x16080000) MacWechat/3.8.4(0x13080410) Flue',
    'wechat',
  ],
  [
    'UC',
    'Mozilla/5.0 (Linux; U; Android 11; zh-CN; V2072A Build/RP1A.200720.012) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/15.5.6.1234 Mobile Safari/537.36',
    'chromium-98',
  ],
  [
    'UC, ten years old',
    'Mozilla/5.0 (Linux; U; Android 7.0; zh-CN; MI 5) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/40.0.2214.89 UCBrowser/11.6.4.950 Mobile Safari/537.36',
    'chromium-old',
  ],
  [
    'QQ on phones',
    `${ANDROID} Version/4.0 Chrome/89.0.4389.72 MQQBrowser/12.5 Mobile Safari/537.36 COVC/045913`,
    'chromium-89',
  ],
  ['Huawei', `${ANDROID} Chrome/92.0.4515.105 HuaweiBrowser/12.0.4.300 Mobile Safari/537.36`, 'chromium-92'],
  [
    'HarmonyOS NEXT',
    'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile',
    'chromium-114',
  ],
  ['Safari on iPhones', `${IPHONE} Version/14.1.1 Mobile/15E148 Safari/604.1`, 'webkit-14'],
  [
    'Chrome on iPhones, which is WebKit',
    `${IPHONE} CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1`,
    'webkit-14',
  ],
  [
    'iPads that call themselves Macs',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15',
    'webkit-14',
  ],
  ['Edge', `${WINDOWS_7} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'chromium-126'],
  ['Edge of its own kernel', `${WINDOWS_7} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763`, 'other'],
  ['Firefox ESR on UOS', 'Mozilla/5.0 (X11; Linux x86_64; rv:91.0) Gecko/20100101 Firefox/91.0', 'gecko-91'],
  ['Internet Explorer', 'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko', 'other'],
  ['nothing', '', 'other'],
];

describe('the kernel of a browser', () => {
  test.each(SAID)('%s', (_where, userAgent, kernel) => {
    expect(kernelOf(userAgent)).toBe(kernel);
    expect(KERNELS).toContain(kernel);
  });

  test.each([
    'Mozilla/5.0 (compatible; Baiduspider-render/2.0; +http://www.baidu.com/search/spider.html)',
    'Mozilla/5.0 (Linux; Android 6.0.1) AppleWebKit/537.36 Chrome/41.0.2272.96 Mobile Safari/537.36 (compatible; Googlebot/2.1)',
    `${WINDOWS_7} Chrome/80.0.3987.87 Safari/537.36 (compatible; bingbot/2.0)`,
  ])('%s is nobody', (userAgent) => {
    expect(kernelOf(userAgent)).toBeUndefined();
  });

  test.each([1, 2, 3])('whatever a program makes up, it is one of the list (seed %i)', (seed) => {
    const random = seeded(seed);
    const words = [
      'Mozilla/5.0',
      '(iPhone; CPU iPhone OS',
      '_',
      'Chrome/',
      'Firefox/',
      'Gecko/20100101',
      'Version/',
      'Safari/',
      'Macintosh',
      'MicroMessenger/',
      '9999999',
      ')',
      ' ',
      '\n',
      '中',
    ];
    for (let at = 0; at < 2_000; at += 1) {
      const parts = Array.from({ length: whole(random, 1, 12) }, () =>
        random() < 0.4 ? String(whole(random, 0, 1_500)) : (words[whole(random, 0, words.length - 1)] ?? ''),
      );
      const kernel = kernelOf(parts.join(random() < 0.5 ? '' : ' '));
      if (kernel !== undefined) expect(KERNELS).toContain(kernel);
    }
    expect(KERNELS.length).toBeLessThanOrEqual(50);
  });

  test('the organiser reads names, of every kernel', () => {
    const names = KERNELS.map((kernel) => kernelName(kernel, failureWords('zh')));
    expect(new Set(names).size).toBe(KERNELS.length);
    expect(kernelName('chromium-86', failureWords('zh'))).toBe('Chromium 86');
    expect(kernelName('webkit-old', failureWords('zh'))).toBe('很旧的 Safari');
  });
});
