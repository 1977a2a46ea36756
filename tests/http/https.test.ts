import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { runProgram, type ServerProcess, startServer } from '../support/processes.ts';

let dir: string;
let server: ServerProcess;
let ca: Buffer;
let files: { readonly TLS_CERT: string; readonly TLS_KEY: string };

/** Makes a certificate for 127.0.0.1 that signs itself. */
function makeCertificate(name: string): typeof files {
  const made = { TLS_CERT: join(dir, `${name}.pem`), TLS_KEY: join(dir, `${name}.key`) };
  const words = ['req', '-x509', '-nodes', '-days', '2', '-newkey', 'ec', '-subj', '/CN=127.0.0.1'];
  const more = ['-pkeyopt', 'ec_paramgen_curve:P-256', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...words, ...more, '-keyout', made.TLS_KEY, '-out', made.TLS_CERT], {
    stdio: 'ignore',
  });
  return made;
}

/** Asks over TLS, trusting the server's own certificate and no other. */
async function asked(path: string, body?: object): Promise<{ answer: IncomingMessage; text: string }> {
  const sent = request(new URL(path, server.base), {
    ca,
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
  });
  sent.end(body && JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { answer, text };
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-https-'));
  files = makeCertificate('own');
  ca = await readFile(files.TLS_CERT);
  server = await startServer({ DATA_DIR: join(dir, 'data'), ...files });
});
afterAll(async () => {
  await server.kill();
  await rm(dir, { recursive: true, force: true });
});

describe('with TLS_CERT and TLS_KEY the server speaks HTTPS itself', () => {
  test('with that certificate, and says links and address in https', async () => {
    expect(server.base).toMatch(/^https:/);
    expect((await asked('/healthz')).answer.statusCode).toBe(200);
    await server.hostInvite();
    expect(server.output()).toMatch(/https:\/\/localhost:\d+\/enter#/);
  });

  test('cookies are Secure, browsers are told to stay with https, and the service worker is served', async () => {
    const entered = await asked('/api/session', { secret: await server.hostInvite() });
    expect(entered.answer.statusCode).toBe(200);
    expect(entered.answer.headers['set-cookie']?.[0]).toMatch(/; Secure/);
    expect(entered.answer.headers['strict-transport-security']).toMatch(/max-age=\d+/);
    expect((await asked('/judge-sw.js')).text).toContain('self.LALIAN=');
  });

  test('pages follow by WebSocket over TLS', async () => {
    const address = `${server.base.replace('https:', 'wss:')}/socket/?EIO=4&transport=websocket`;
    const socket = new WebSocket(address, { ca, origin: server.base });
    const [first] = (await once(socket, 'message')) as [Buffer];
    expect(first.toString()).toMatch(/^0\{"sid"/);
    socket.close();
  });

  test('nothing is answered without TLS, nor by its versions before 1.2', async () => {
    await expect(fetch(server.base.replace('https:', 'http:'))).rejects.toThrow();
    const { port } = new URL(server.base);
    const old = connect({
      port: Number(port),
      host: '127.0.0.1',
      ca,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    const [error] = (await once(old, 'error')) as [Error];
    expect(error.message).toMatch(/protocol|alert|version/i);
  });

  test('a key of another certificate ends the start with a sentence, not with a trace', async () => {
    const other = makeCertificate('other');
    const { code, output } = await runProgram('main', [], {
      ...{ DATA_DIR: join(dir, 'other'), PORT: '0', LOG_LEVEL: 'error' },
      ...{ TLS_CERT: files.TLS_CERT, TLS_KEY: other.TLS_KEY },
    });
    expect(code).not.toBe(0);
    expect(output).toMatch(/TLS_KEY/);
    expect(output).not.toMatch(/\n\s+at /);
  });
});
