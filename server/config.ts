import { readFileSync } from 'node:fs';
import { PUSH_SERVICES, readHosts } from './push/addresses.ts';
import { ROBOT_SERVICES } from './watch/robots/services.ts';

/** The server's configuration, read from the environment and checked before anything starts. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  /** Address under which people reach the server; invite links begin with it. Without a slash at the end. */
  readonly publicUrl: string;
  /** False where nobody said it: then links are made from the address that the organiser uses. */
  readonly publicUrlGiven: boolean;
  /** Files of a certificate and its key, by which the server speaks HTTPS itself; undefined: HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** An S3-compatible store for pictures and films; undefined: the data folder. */
  readonly s3:
    | {
        readonly endpoint: string;
        readonly bucket: string;
        readonly key: string;
        readonly secret: string;
        readonly region: string;
      }
    | undefined;
  /** Where backups go, how often, and how many of a tour are kept; without a place none are made. */
  readonly backup: {
    readonly dir: string | undefined;
    /** A bucket of {@link Config.s3}. */
    readonly bucket: string | undefined;
    readonly hours: number;
    readonly keep: number;
  };
  /** How many proxies in front say the truth about the reader's address. */
  readonly trustedProxies: number;
  readonly requestsPerMinute: number;
  readonly mostSockets: number;
  /** So many people may come from one address: a hall, a bus, a mobile carrier. */
  readonly peoplePerAddress: number;
  /** Hosts of the push services that the server may send to. */
  readonly pushHosts: readonly string[];
  /** Hosts of the services whose group robots the server may send to. */
  readonly robotHosts: readonly string[];
  readonly logLevel: string;
  /** Hosts whose videos posts may link to, lower-case; their subdomains too. */
  readonly videoHosts: readonly string[];
  /** Lets an organiser set the server's clock. */
  readonly rehearsal: boolean;
}

/** A setting: its default, what it must look like, and what it is for. The table in `deploy/README.md` is made of these. */
interface Setting<T> {
  readonly fallback: string;
  readonly meaning: string;
  readonly read: (text: string) => T | undefined;
  readonly wanted: string;
  /** The value may hold a password, and is not repeated in a message. */
  readonly secret?: true;
}

const wholeNumber = (min: number, max: number) => (text: string) => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
};

const address =
  (...schemes: readonly string[]) =>
  (text: string) => {
    if (!URL.canParse(text)) return undefined;
    return schemes.includes(new URL(text).protocol) ? text.replace(/\/+$/, '') : undefined;
  };

function hostNames(text: string): readonly string[] | undefined {
  const names = text
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.every((name) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) ? names : undefined;
}

function isReadable(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Every setting by its environment variable. */
export const SETTINGS = {
  PORT: {
    fallback: '8080',
    meaning: 'TCP port to listen on.',
    wanted: 'a whole number from 0 to 65535 (0: any free port)',
    read: wholeNumber(0, 65_535),
  },
  HOST: {
    fallback: '0.0.0.0',
    meaning: 'Address to listen on.',
    wanted: 'an IP address or host name',
    read: (text) => (/^[A-Za-z0-9.:_-]+$/.test(text) ? text : undefined),
  },
  DATA_DIR: {
    fallback: './data',
    meaning: 'Folder for the embedded store and the pictures.',
    wanted: 'a path',
    read: (text) => (text === '' || text.includes('\0') ? undefined : text),
  },
  REDIS_URL: {
    fallback: '',
    meaning: 'Redis instead of the embedded store; needed for several server processes.',
    wanted: 'redis://… or rediss://…, or nothing',
    secret: true,
    read: (text) => (text === '' ? '' : address('redis:', 'rediss:')(text)),
  },
  S3_ENDPOINT: {
    fallback: '',
    meaning: 'S3-compatible store for pictures and videos, without the bucket; else they are in `DATA_DIR`.',
    wanted: 'http://… or https://…, or nothing',
    read: (text) => (text === '' ? '' : address('http:', 'https:')(text)),
  },
  S3_BUCKET: {
    fallback: '',
    meaning: 'Its bucket, which must be there; it need not be public.',
    wanted: 'the name of a bucket, or nothing',
    read: (text) => (/^([a-z0-9][a-z0-9.-]{1,62})?$/.test(text) ? text : undefined),
  },
  S3_KEY: {
    fallback: '',
    meaning: 'Access key of the store.',
    wanted: 'an access key, or nothing',
    secret: true,
    read: (text) => text,
  },
  S3_SECRET: {
    fallback: '',
    meaning: 'Secret key of the store.',
    wanted: 'a secret key, or nothing',
    secret: true,
    read: (text) => text,
  },
  S3_REGION: {
    fallback: 'auto',
    meaning: 'Region of the store.',
    wanted: 'the name of a region',
    read: (text) => (/^[a-z0-9-]{1,40}$/.test(text) ? text : undefined),
  },
  BACKUP_DIR: {
    fallback: '',
    meaning: 'Folder for backups of the tours, best on another disk; without it (or a bucket) none are made.',
    wanted: 'a path, or nothing',
    read: (text) => (text.includes('\0') ? undefined : text),
  },
  BACKUP_BUCKET: {
    fallback: '',
    meaning: 'Instead of the folder: a bucket of the S3-compatible store, which must not be public.',
    wanted: 'the name of a bucket, or nothing',
    read: (text) => (/^([a-z0-9][a-z0-9.-]{1,62})?$/.test(text) ? text : undefined),
  },
  BACKUP_HOURS: {
    fallback: '6',
    meaning: 'A backup is made so often, in hours.',
    wanted: 'a whole number from 1 to 168',
    read: wholeNumber(1, 168),
  },
  BACKUP_KEEP: {
    fallback: '14',
    meaning: 'So many backups of each tour are kept, the newest.',
    wanted: 'a whole number from 1 to 1000',
    read: wholeNumber(1, 1_000),
  },
  PUBLIC_URL: {
    fallback: '',
    meaning: 'Address under which people reach the server; invite links begin with it.',
    wanted: 'http://… or https://…, or nothing',
    read: (text) => (text === '' ? '' : address('http:', 'https:')(text)),
  },
  TLS_CERT: {
    fallback: '',
    meaning: 'Certificate chain (PEM): the server speaks HTTPS itself. Needs `TLS_KEY`.',
    wanted: 'a file that can be read, or nothing',
    read: (text) => (text === '' || isReadable(text) ? text : undefined),
  },
  TLS_KEY: {
    fallback: '',
    meaning: 'Private key of the certificate (PEM). Needs `TLS_CERT`.',
    wanted: 'a file that can be read, or nothing',
    read: (text) => (text === '' || isReadable(text) ? text : undefined),
  },
  TRUSTED_PROXIES: {
    fallback: '0',
    meaning: 'How many proxies in front set X-Forwarded-For.',
    wanted: 'a whole number from 0 to 10',
    read: wholeNumber(0, 10),
  },
  REQUESTS_PER_MINUTE: {
    fallback: '6000',
    meaning: 'Most requests a minute from one address.',
    wanted: 'a whole number from 10 to 100000000',
    read: wholeNumber(10, 100_000_000),
  },
  MOST_SOCKETS: {
    fallback: '20000',
    meaning: 'Most open live connections of one process; further viewers poll.',
    wanted: 'a whole number from 1 to 1000000',
    read: wholeNumber(1, 1_000_000),
  },
  PEOPLE_PER_ADDRESS: {
    fallback: '2000',
    meaning:
      'How many people may be behind one address, such as a hall or a mobile carrier: viewers at once, new devices that like in an hour, new visitors in half an hour.',
    wanted: 'a whole number from 1 to 1000000',
    read: wholeNumber(1, 1_000_000),
  },
  VIDEO_HOSTS: {
    fallback: '',
    meaning: 'Hosts, and their subdomains, whose videos posts may link to.',
    wanted: 'host names separated by commas, or nothing',
    read: hostNames,
  },
  PUSH_HOSTS: {
    fallback: PUSH_SERVICES,
    meaning: 'Push services that the server may send to, by comma; `*.` stands for every name below.',
    wanted: 'hosts such as push.example.org or *.example.org:8443, by comma, or nothing',
    read: readHosts,
  },
  ROBOT_HOSTS: {
    fallback: ROBOT_SERVICES,
    meaning:
      'Services whose group robots may be told what is wrong, by comma; `*.` stands for every name below.',
    wanted: 'hosts such as robot.example.org or *.example.org:8443, by comma, or nothing',
    read: readHosts,
  },
  REHEARSAL: {
    fallback: '0',
    meaning:
      'With 1 an organiser may set the clock, to rehearse a tour; the demo does. Never for a real tour.',
    wanted: '0 or 1',
    read: wholeNumber(0, 1),
  },
  LOG_LEVEL: {
    fallback: 'info',
    meaning: 'How much is logged.',
    wanted: LOG_LEVELS.join(', '),
    read: (text) => (LOG_LEVELS.includes(text) ? text : undefined),
  },
} satisfies Record<string, Setting<string | number | readonly string[]>>;

/** The configuration, or one sentence for each wrong value. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = <N extends keyof typeof SETTINGS>(name: N): ReturnType<(typeof SETTINGS)[N]['read']> => {
    const setting: Setting<string | number | readonly string[]> = SETTINGS[name];
    const text = env[name] ?? setting.fallback;
    const value = setting.read(text);
    if (value === undefined)
      problems.push(
        `${name}${setting.secret ? '' : `=${JSON.stringify(text)}`} is not valid: it must be ${setting.wanted}. 环境变量 ${name} 的值无效，请更正后重新启动。`,
      );
    return value as ReturnType<(typeof SETTINGS)[N]['read']>;
  };
  const port = read('PORT') ?? 0;
  const [certFile, keyFile] = [read('TLS_CERT') ?? '', read('TLS_KEY') ?? ''];
  if (Boolean(env.TLS_CERT) !== Boolean(env.TLS_KEY))
    problems.push('TLS_CERT and TLS_KEY belong together: set both, or neither. 请同时设置或同时去掉这两项。');
  const s3 = {
    endpoint: read('S3_ENDPOINT') ?? '',
    bucket: read('S3_BUCKET') ?? '',
    key: read('S3_KEY') ?? '',
    secret: read('S3_SECRET') ?? '',
    region: read('S3_REGION') ?? '',
  };
  const given = [env.S3_ENDPOINT, env.S3_BUCKET, env.S3_KEY, env.S3_SECRET].filter(Boolean).length;
  if (given > 0 && given < 4)
    problems.push(
      'S3_ENDPOINT, S3_BUCKET, S3_KEY and S3_SECRET belong together: set all four, or none. 请同时设置或同时去掉这四项。',
    );
  const backup = {
    dir: read('BACKUP_DIR') || undefined,
    bucket: read('BACKUP_BUCKET') || undefined,
    hours: read('BACKUP_HOURS') ?? 0,
    keep: read('BACKUP_KEEP') ?? 0,
  };
  if (backup.dir !== undefined && backup.bucket !== undefined)
    problems.push('Set BACKUP_DIR or BACKUP_BUCKET, not both. 备份目录和备份存储桶请只设置一项。');
  if (backup.bucket !== undefined && given < 4)
    problems.push(
      'BACKUP_BUCKET needs S3_ENDPOINT, S3_BUCKET, S3_KEY and S3_SECRET. 使用备份存储桶须同时设置这四项。',
    );
  const scheme = certFile === '' ? 'http' : 'https';
  const config: Config = {
    port,
    host: read('HOST') ?? '',
    dataDir: read('DATA_DIR') ?? '',
    redisUrl: read('REDIS_URL') || undefined,
    publicUrlGiven: Boolean(env.PUBLIC_URL),
    publicUrl: read('PUBLIC_URL') || `${scheme}://localhost:${port}`,
    tls: certFile === '' || keyFile === '' ? undefined : { certFile, keyFile },
    s3: given === 4 ? s3 : undefined,
    backup,
    trustedProxies: read('TRUSTED_PROXIES') ?? 0,
    requestsPerMinute: read('REQUESTS_PER_MINUTE') ?? 0,
    mostSockets: read('MOST_SOCKETS') ?? 0,
    peoplePerAddress: read('PEOPLE_PER_ADDRESS') ?? 0,
    pushHosts: read('PUSH_HOSTS') ?? [],
    robotHosts: read('ROBOT_HOSTS') ?? [],
    logLevel: read('LOG_LEVEL') ?? '',
    videoHosts: read('VIDEO_HOSTS') ?? [],
    rehearsal: read('REHEARSAL') === 1,
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config };
}
