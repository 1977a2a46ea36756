import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, globalAgent } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A message that a robot has put into its group. */
export interface InGroup {
  readonly kind: 'wecom' | 'dingtalk' | 'feishu';
  readonly text: string;
}

/** A stand-in for 企业微信, 钉钉 and 飞书 that takes what these take, and refuses what these refuse. */
export interface RobotService {
  readonly host: string;
  readonly messages: readonly InGroup[];
  /** How many requests came, taken or not. */
  readonly requests: () => number;
  address(kind: InGroup['kind'], token?: string): string;
  /** What happens to requests from now on; undefined: what these services do. */
  answer(how: ((connection: Socket) => void) | { status: number; location?: string } | undefined): void;
  close(): Promise<void>;
}

type Body = Readonly<Record<string, unknown>>;
interface Said {
  readonly body: Body;
  readonly query: URLSearchParams;
}

const base64 = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');
const textAt = (value: unknown, name: string): string | undefined => {
  const text = typeof value === 'object' && value !== null ? (value as Body)[name] : undefined;
  return typeof text === 'string' ? text : undefined;
};

/**
 * How each service checks a message, by its own documentation. 钉钉: `sign` in the query is the Base64 HMAC-SHA256 of
 * `timestamp\nsecret` under the secret, ms, at most an hour off. 飞书: `sign` in the body is that of nothing under
 * `timestamp\nsecret`, seconds.
 */
function checks(
  secrets: RobotSecrets,
): Record<InGroup['kind'], (said: Said) => { text?: string; answer: Body }> {
  return {
    wecom: ({ body }) => {
      const text = body.msgtype === 'text' ? textAt(body.text, 'content') : undefined;
      if (text === undefined) return { answer: { errcode: 40008, errmsg: 'invalid message type' } };
      if (Buffer.byteLength(text) > 2048) return { answer: { errcode: 45002, errmsg: 'content too long' } };
      return { text, answer: { errcode: 0, errmsg: 'ok' } };
    },
    dingtalk: ({ body, query }) => {
      const at = query.get('timestamp') ?? '';
      const isFresh = /^\d{13}$/.test(at) && Math.abs(Date.now() - Number(at)) < 3_600_000;
      if (!isFresh || query.get('sign') !== base64(secrets.dingtalk, `${at}\n${secrets.dingtalk}`))
        return { answer: { errcode: 310000, errmsg: 'sign not match' } };
      const text = body.msgtype === 'text' ? textAt(body.text, 'content') : undefined;
      return text === undefined
        ? { answer: { errcode: 40035, errmsg: 'param error' } }
        : { text, answer: { errcode: 0, errmsg: 'ok' } };
    },
    feishu: ({ body }) => {
      const at = textAt(body, 'timestamp') ?? '';
      const isFresh = /^\d{10}$/.test(at) && Math.abs(Date.now() / 1000 - Number(at)) < 3_600;
      if (!isFresh || textAt(body, 'sign') !== base64(`${at}\n${secrets.feishu}`, ''))
        return { answer: { code: 19021, msg: 'sign match fail or timestamp is not within one hour' } };
      const text = body.msg_type === 'text' ? textAt(body.content, 'text') : undefined;
      return text === undefined
        ? { answer: { code: 9499, msg: 'Bad Request' } }
        : { text, answer: { StatusCode: 0, StatusMessage: 'success', code: 0, msg: 'success' } };
    },
  };
}

/** What the groups' robots were given. */
export interface RobotSecrets {
  readonly dingtalk: string;
  readonly feishu: string;
}

const PATHS: Readonly<Record<InGroup['kind'], (token: string) => string>> = {
  wecom: (token) => `/cgi-bin/webhook/send?key=${token}`,
  dingtalk: (token) => `/robot/send?access_token=${token}`,
  feishu: (token) => `/open-apis/bot/v2/hook/${token}`,
};
const kindOf = (path: string): InGroup['kind'] | undefined =>
  (['wecom', 'dingtalk', 'feishu'] as const).find((kind) =>
    path.startsWith(new URL(PATHS[kind]('x'), 'https://a').pathname.replace(/\/x$/, '/')),
  );

/** Starts it on loopback with a certificate that this process trusts while it runs. */
export async function startRobotService(secrets: RobotSecrets): Promise<RobotService> {
  const dir = mkdtempSync(join(tmpdir(), 'lalian-robot-'));
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const messages: InGroup[] = [];
  const check = checks(secrets);
  let requests = 0;
  let how: Parameters<RobotService['answer']>[0];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests += 1;
      if (typeof how === 'function') return how(request.socket);
      if (how !== undefined)
        return response.writeHead(how.status, how.location ? { location: how.location } : {}).end();
      const url = new URL(request.url ?? '/', 'https://localhost');
      const kind = kindOf(url.pathname);
      if (kind === undefined) return response.writeHead(404).end();
      const { text, answer } = check[kind]({
        body: JSON.parse(Buffer.concat(chunks).toString()),
        query: url.searchParams,
      });
      if (text !== undefined) messages.push({ kind, text });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const before = globalAgent.options.ca;
  globalAgent.options.ca = readFileSync(cert);
  return {
    host,
    messages,
    requests: () => requests,
    address: (kind, token = 'a1b2c3d4e5f6a7b8') => `https://${host}${PATHS[kind](token)}`,
    answer: (next) => {
      how = next;
    },
    async close() {
      if (before === undefined) delete globalAgent.options.ca;
      else globalAgent.options.ca = before;
      rmSync(dir, { recursive: true, force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
