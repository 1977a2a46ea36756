import { parse } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PUSH_SERVICES, pushAddress, readHosts } from '../../server/push/addresses.ts';
import { seeded } from '../support/seeded.ts';

const HOSTS = readHosts(PUSH_SERVICES) ?? [];

describe('the address of a push service', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/dx:APA91bE_-w',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAA_-=',
    'https://web.push.apple.com/QGx-x9',
    'https://wns2-db5p.notify.windows.com/w/?token=BQYAAA%3d%3d',
  ])('%s is taken as it is', (address) => {
    expect(pushAddress(address, HOSTS)).toBe(address);
  });

  test.each([
    'https://127.0.0.1%2enotify.windows.com/x',
    'https://127.0.0.1%00.notify.windows.com/x',
    'https://127.0.0.1\\.notify.windows.com/x',
    'https://127.0.0.1#.notify.windows.com/x',
    'https://127.0.0.1?.notify.windows.com/x',
    'https://127.0.0.1;.notify.windows.com/x',
    'https://a@b.notify.windows.com/x',
    'https://.notify.windows.com/x',
    'https://notify.windows.com/x',
    'https://xn--e1afmkfd.notify.windows.com/x',
    'https://b\u00fccher.notify.windows.com/x',
    'https://wns2.notify.windows.com:8443/x',
    'https://wns2.notify.windows.com:/x',
    'https://wns2.notify.windows.com./x',
    'https://wns2.notify\u3002windows.com/x',
    'https://wns2.notify.windows.com\t/x',
    ' https://wns2.notify.windows.com/x',
    'http://wns2.notify.windows.com/x',
    `https://wns2.notify.windows.com/${'x'.repeat(1_000)}`,
  ])('%j is refused', (address) => {
    expect(pushAddress(address, HOSTS)).toBeUndefined();
  });

  test('a number of a host that is allowed is still that host only', () => {
    expect(pushAddress('https://127.0.0.1:8443/x', ['127.0.0.1:8443'])).toBe('https://127.0.0.1:8443/x');
    for (const host of ['2130706433', '0x7f.1', '127.1'])
      expect(pushAddress(`https://${host}:8443/x`, ['127.0.0.1:8443'])).toBeUndefined();
  });

  /** The parser that the sender of pushes uses is another one than that which checks. */
  test.each([1, 2, 3, 4])('is read alike by both parsers, whatever is made up (seed %i)', (seed) => {
    const random = seeded(seed);
    const parts = [
      '127.0.0.1',
      'notify.windows.com',
      '.',
      '%2e',
      '%00',
      '\\',
      '/',
      '@',
      '#',
      '?',
      ':',
      ':443',
      'a',
      '\t',
      '\u3002',
      '%2F',
      '[::1]',
      ';',
      '\u00df',
      'fcm.googleapis.com',
      '..',
      '/%2e%2e/',
    ];
    let taken = 0;
    for (let tries = 0; tries < 5_000; tries += 1) {
      const count = 1 + Math.floor(random() * 5);
      const made = Array.from({ length: count }, () => parts[Math.floor(random() * parts.length)]).join('');
      const address = pushAddress(`https://${made}`, HOSTS);
      if (address === undefined) continue;
      taken += 1;
      const [one, other] = [new URL(address), parse(address)];
      expect([other.host, other.path?.replace(/\?$/, ''), other.auth]).toEqual([
        one.host,
        one.pathname + one.search,
        null,
      ]);
      expect(
        HOSTS.some((host) => one.host === host || (host.startsWith('*') && one.host.endsWith(host.slice(1)))),
      ).toBe(true);
      expect(pushAddress(address, HOSTS)).toBe(address);
    }
    expect(taken).toBeGreaterThan(0);
  });
});
