import { describe, expect, test } from 'vitest';
import { readConfig, SETTINGS } from '../../server/config.ts';
import { PUSH_SERVICES } from '../../server/push/addresses.ts';
import { ROBOT_SERVICES } from '../../server/watch/robots/services.ts';

/** The configuration of an environment that is right. */
function configOf(env: Record<string, string>) {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}

/** What is wrong with an environment. */
function problemsOf(env: Record<string, string>): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.problems;
}

describe('the configuration', () => {
  test('needs nothing to be set', () => {
    expect(configOf({})).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: './data',
      redisUrl: undefined,
      publicUrl: 'http://localhost:8080',
      publicUrlGiven: false,
      tls: undefined,
      s3: undefined,
      backup: { dir: undefined, bucket: undefined, hours: 6, keep: 14 },
      trustedProxies: 0,
      requestsPerMinute: 6000,
      mostSockets: 20_000,
      peoplePerAddress: 2_000,
      logLevel: 'info',
      videoHosts: [],
      pushHosts: PUSH_SERVICES.split(','),
      robotHosts: ROBOT_SERVICES.split(','),
      rehearsal: false,
    });
  });

  test('takes what is set', () => {
    expect(
      configOf({
        PORT: '0',
        HOST: '::1',
        DATA_DIR: '/var/lib/lalian',
        REDIS_URL: 'rediss://user:pass@redis:6380/2',
        PUBLIC_URL: 'https://live.example.cn/',
        TLS_CERT: 'package.json',
        TLS_KEY: 'README.md',
        S3_ENDPOINT: 'https://s3.example.cn/',
        S3_BUCKET: 'lalian',
        S3_KEY: 'key',
        S3_SECRET: 'secret',
        S3_REGION: 'cn-1',
        BACKUP_BUCKET: 'backups',
        BACKUP_HOURS: '1',
        BACKUP_KEEP: '3',
        TRUSTED_PROXIES: '2',
        REQUESTS_PER_MINUTE: '10',
        MOST_SOCKETS: '1',
        PEOPLE_PER_ADDRESS: '200',
        LOG_LEVEL: 'warn',
        VIDEO_HOSTS: 'Bilibili.com, v.qq.com',
        REHEARSAL: '1',
      }),
    ).toEqual({
      port: 0,
      host: '::1',
      dataDir: '/var/lib/lalian',
      redisUrl: 'rediss://user:pass@redis:6380/2',
      publicUrl: 'https://live.example.cn',
      publicUrlGiven: true,
      tls: { certFile: 'package.json', keyFile: 'README.md' },
      s3: {
        endpoint: 'https://s3.example.cn',
        bucket: 'lalian',
        key: 'key',
        secret: 'secret',
        region: 'cn-1',
      },
      backup: { dir: undefined, bucket: 'backups', hours: 1, keep: 3 },
      trustedProxies: 2,
      requestsPerMinute: 10,
      mostSockets: 1,
      peoplePerAddress: 200,
      logLevel: 'warn',
      videoHosts: ['bilibili.com', 'v.qq.com'],
      pushHosts: PUSH_SERVICES.split(','),
      robotHosts: ROBOT_SERVICES.split(','),
      rehearsal: true,
    });
  });

  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '8080.5'],
    ['PORT', ''],
    ['HOST', 'a host'],
    ['HOST', ''],
    ['DATA_DIR', ''],
    ['DATA_DIR', 'a\0b'],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'http://localhost:6379'],
    ['PUBLIC_URL', 'live.example.cn'],
    ['PUBLIC_URL', 'ftp://live.example.cn'],
    ['TRUSTED_PROXIES', 'yes'],
    ['TRUSTED_PROXIES', '11'],
    ['REQUESTS_PER_MINUTE', '9'],
    ['MOST_SOCKETS', '0'],
    ['PEOPLE_PER_ADDRESS', '0'],
    ['LOG_LEVEL', 'loud'],
    ['VIDEO_HOSTS', 'https://v.qq.com'],
    ['VIDEO_HOSTS', '*'],
    ['BACKUP_HOURS', '0'],
    ['BACKUP_KEEP', '0'],
    ['BACKUP_BUCKET', 'a bucket'],
    ['REHEARSAL', 'true'],
  ] as const)('%s=%j is refused, and the message says what it must be', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
    expect(problems[0]).toContain(SETTINGS[name].wanted);
    expect(problems[0]).toMatch(/请更正/);
  });

  test('a certificate without its key is refused, and so is a file that is not there', () => {
    expect(problemsOf({ TLS_CERT: 'package.json' })).toEqual([expect.stringContaining('belong together')]);
    expect(problemsOf({ TLS_CERT: 'none.pem', TLS_KEY: 'package.json' })).toEqual([
      expect.stringContaining(SETTINGS.TLS_CERT.wanted),
    ]);
    expect(configOf({ TLS_CERT: 'package.json', TLS_KEY: 'README.md' }).publicUrl).toBe(
      'https://localhost:8080',
    );
  });

  test('half of what an S3 store needs is refused, and its secret is not repeated', () => {
    const problems = problemsOf({ S3_ENDPOINT: 'https://s3.example.cn', S3_SECRET: 'hunter2' });
    expect(problems).toEqual([expect.stringContaining('set all four')]);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('every wrong value is said at once', () => {
    expect(problemsOf({ PORT: 'x', HOST: '', LOG_LEVEL: 'loud' })).toHaveLength(3);
  });

  test('a password in a wrong value is not repeated', () => {
    expect(problemsOf({ REDIS_URL: 'http://user:hunter2@redis' }).join()).not.toContain('hunter2');
  });

  test('every default is right by its own rule', () => {
    for (const [name, { fallback }] of Object.entries(SETTINGS))
      expect(problemsOf({ [name]: fallback }), name).toEqual([]);
  });
});
