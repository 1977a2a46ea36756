import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { running } from '../processes.ts';
import { until } from '../until.ts';
import type { EnginePage } from './engine.ts';

/** Asks the driver for something of its one session; what it answered. */
type Ask = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<T>;

/** Starts the system's WebKit on a screen of its own, driven by WebDriver. */
export async function startWebKit(): Promise<EnginePage> {
  const folder = mkdtempSync(join(tmpdir(), 'lalian-webkit-'));
  // It chooses a number for its screen that nobody has.
  const words = ['-displayfd', '1', '-nolisten', 'tcp', '-screen', '0', '800x900x24'];
  const screen = running(spawn('Xvfb', words, { stdio: ['ignore', 'pipe', 'ignore'] }));
  const kills = [screen.kill];
  const close = async (): Promise<void> => {
    for (const kill of kills.reverse()) await kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const display = await until(() => /^(\d+)\n/.exec(screen.output())?.[1], 'a screen');
    const port = await freePort();
    const driver = running(
      spawn('WebKitWebDriver', [`--port=${port}`], {
        env: {
          ...{ PATH: process.env.PATH, HOME: folder, DISPLAY: `:${display}`, LANG: 'C.UTF-8' },
          // Root may not have its sandbox.
          WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    kills.push(driver.kill);
    const ask = askerOf(`http://127.0.0.1:${port}`);
    await until(() => ask('GET', '/status').then(Boolean, () => false), 'the driver to listen');
    const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', { capabilities: {} });
    const path = `/session/${sessionId}`;
    // The driver leaves a browser behind that it was not asked to end.
    kills.push(() => ask<void>('DELETE', path));
    return { ...(await pageOver((method, rest, body) => ask(method, path + rest, body))), close };
  } catch (cause) {
    await close();
    throw new Error('WebKit did not start', { cause });
  }
}

const askerOf =
  (base: string): Ask =>
  async <T>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(base + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: T };
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };

/** Keeps what fails in the page: the driver does not tell. */
const WATCH = `window.failed = [];
  addEventListener('error', (event) => failed.push(event.message));
  addEventListener('unhandledrejection', (event) => failed.push(String(event.reason)));`;

async function pageOver(ask: Ask): Promise<Omit<EnginePage, 'close'>> {
  const errors: string[] = [];
  const run = async <T>(script: string): Promise<T> => {
    const wrapped = `const done = arguments[0];
      (async () => { ${script} })().then((value) => done({ value }), (cause) => done({ failed: String(cause) }));`;
    const answer = await ask<{ value: T; failed?: string }>('POST', '/execute/async', {
      script: wrapped,
      args: [],
    });
    if (answer.failed !== undefined) throw new Error(answer.failed);
    return answer.value;
  };
  const collect = async (): Promise<void> => {
    errors.push(...(await run<readonly string[]>('return (window.failed || []).splice(0);')));
  };
  return {
    userAgent: await run<string>('return navigator.userAgent;'),
    takeErrors: async () => {
      await collect();
      return errors.splice(0);
    },
    enter: async ({ name, value, url }) => {
      // A cookie can be given to the page that is open only.
      await ask('POST', '/url', { url: `${url}/healthz` });
      await ask('POST', '/cookie', { cookie: { name, value, path: '/', httpOnly: true } });
    },
    open: async (url) => {
      await collect();
      await ask('POST', '/url', { url });
      await run(WATCH);
    },
    run,
  };
}
