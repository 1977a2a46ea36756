import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const CONFIG = resolve(import.meta.dirname, '../../server/deploy/nginx.conf');

/** A real nginx with the project's own configuration. */
export interface Nginx {
  readonly base: string;
  stop(): Promise<void>;
}

/** The deployment's configuration with these servers behind it, on this port of loopback. */
async function configFor(servers: readonly string[], port: number): Promise<string> {
  const replaced = (text: string, pattern: RegExp, by: string): string => {
    if (!pattern.test(text)) throw new Error(`${CONFIG} has no ${pattern}: mend tests/support/nginx.ts`);
    return text.replace(pattern, by);
  };
  const backends = servers.map((base) => `server ${new URL(base).host} max_fails=0;`).join('\n    ');
  const text = await readFile(CONFIG, 'utf8');
  return replaced(
    replaced(text, /server server-a:8080 max_fails=0;\s+server server-b:8080 max_fails=0;/, backends),
    /listen 80 [^;]*;/,
    `listen 127.0.0.1:${port};`,
  );
}

/** Starts nginx in front of servers at these base addresses, and waits until it answers. */
export async function startNginx(servers: readonly string[]): Promise<Nginx> {
  const dir = await mkdtemp(join(tmpdir(), 'lalian-nginx-'));
  const port = await freePort();
  const file = join(dir, 'nginx.conf');
  await writeFile(file, await configFor(servers, port));
  // Workers of root become nobody, who may not write in a temporary folder.
  const user = process.getuid?.() === 0 ? ' user root;' : '';
  const child = spawn('nginx', ['-p', `${dir}/`, '-e', 'stderr', '-c', file, '-g', `daemon off;${user}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  let output = '';
  let failure: Error | undefined;
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  child.on('error', (error) => {
    failure = new Error('These tests need nginx: apt-get install nginx-light', { cause: error });
  });
  const endWithParent = () => child.kill('SIGTERM');
  process.once('exit', endWithParent);
  const base = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (failure !== undefined) throw failure;
    if (child.exitCode !== null) throw new Error(`nginx ended at once:\n${output}`);
    return fetch(`${base}/healthz`).then(
      () => true,
      () => false,
    );
  }, 'nginx to answer');
  return {
    base,
    stop: async () => {
      process.off('exit', endWithParent);
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Stands between nginx and a server, and counts what gets through. */
export interface Counter {
  readonly base: string;
  /** How many requests there were for paths that begin so. */
  count(path: string): number;
  close(): Promise<void>;
}

/** Passes everything on to a server as it is, live connections included. */
export async function startCounter(target: string): Promise<Counter> {
  const { hostname, port } = new URL(target);
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request.url ?? '');
    const options = { hostname, port, path: request.url, method: request.method, headers: request.headers };
    const onward = httpRequest(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('upgrade', (request, socket, head) => {
    seen.push(request.url ?? '');
    const onward = connect(Number(port), hostname, () => {
      const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write(`${[`GET ${request.url} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const [end, other] of [[onward, socket] as const, [socket, onward] as const])
      end.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (path) => seen.filter((url) => url.startsWith(path)).length,
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
