import { execFileSync } from 'node:child_process';
import { createECDH, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, globalAgent } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decrypt } from 'http_ece';

/** A browser that listens at the push service, with the keys that only it has. */
export interface PushBrowser {
  readonly name: string;
  readonly subscription: {
    readonly endpoint: string;
    readonly keys: { readonly p256dh: string; readonly auth: string };
  };
  /** What arrived, decrypted, in order. */
  readonly heard: readonly Readonly<Record<string, string>>[];
}

/** A push service on loopback that speaks HTTPS, keeps nothing, and reads what is sent as the browser would. */
export interface PushService {
  readonly host: string;
  browser(name: string): PushBrowser;
  /** Headers of every request that came, by the browser's name. */
  readonly requests: readonly {
    readonly name: string;
    readonly headers: Readonly<Record<string, unknown>>;
  }[];
  /** What is answered to requests for that browser from now on: a status, or whatever is written on the connection. */
  answer(name: string, how: number | ((connection: Socket) => void)): void;
  close(): Promise<void>;
}

/** Starts the service with a certificate that this process trusts while it runs. */
export async function startPushService(): Promise<PushService> {
  const dir = mkdtempSync(join(tmpdir(), 'lalian-push-'));
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const browsers = new Map<
    string,
    { heard: Record<string, string>[]; ecdh: ReturnType<typeof createECDH>; auth: Buffer }
  >();
  const answers = new Map<string, number | ((connection: Socket) => void)>();
  const requests: { name: string; headers: Record<string, unknown> }[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const name = (request.url ?? '').slice('/to/'.length);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ name, headers: request.headers });
      const status = answers.get(name) ?? 201;
      if (typeof status === 'function') return status(request.socket);
      const browser = browsers.get(name);
      if (status === 201 && browser !== undefined) {
        const text = decrypt(Buffer.concat(chunks), {
          version: 'aes128gcm',
          privateKey: browser.ecdh,
          authSecret: browser.auth.toString('base64url'),
        });
        browser.heard.push(JSON.parse(text.toString('utf8')));
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const before = globalAgent.options.ca;
  globalAgent.options.ca = readFileSync(cert);
  return {
    host,
    requests,
    browser(name) {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const heard: Record<string, string>[] = [];
      browsers.set(name, { heard, ecdh, auth });
      const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
      return { name, heard, subscription: { endpoint: `https://${host}/to/${name}`, keys } };
    },
    answer: (name, how) => void answers.set(name, how),
    async close() {
      if (before === undefined) delete globalAgent.options.ca;
      else globalAgent.options.ca = before;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
