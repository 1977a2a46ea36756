import { describe, expect, test } from 'vitest';
import { deviceOf, viaOf } from '../../server/access/device.ts';

const SAID: readonly (readonly [string, string, string])[] = [
  [
    'WeChat on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.38(0x18002629) NetType/WIFI Language/zh_CN',
    'iphone wechat',
  ],
  [
    'WeCom on Android, which also calls itself WeChat',
    'Mozilla/5.0 (Linux; Android 10; wv) AppleWebKit/537.36 Chrome/86.0.4240.99 Mobile Safari/537.36 wxwork/4.0.8 MicroMessenger/7.0.1 Language/zh',
    'android wecom',
  ],
  [
    'a Huawei phone, which also calls itself Android',
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN01) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Mobile Safari/537.36',
    'harmony',
  ],
  ['Edge on Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/120.0', 'windows'],
  ['curl', 'curl/8.5.0', 'program'],
  ['a program that names a system', 'my-desk/1.0 (Linux)', 'program'],
];

describe('a device', () => {
  test.each(SAID)('is told by what it says of itself: %s', (_name, said, device) => {
    expect(deviceOf(said)).toBe(device);
  });
  test('that says nothing is a program', () => {
    expect(deviceOf(undefined)).toBe('program');
  });
  test('is named in the log after its session, and where an older server opened that, not at all', () => {
    expect([viaOf({ number: '3fa2b1c0', device: 'ipad' }), viaOf({ number: '3fa2b1c0' })]).toEqual([
      '3fa2b1c0 ipad',
      '3fa2b1c0',
    ]);
  });
});
