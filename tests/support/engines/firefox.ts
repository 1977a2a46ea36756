import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { running } from '../processes.ts';
import { until } from '../until.ts';
import { type Debugger, openDebugger } from './debugger.ts';
import type { EnginePage } from './engine.ts';

/** Starts the system's Firefox, driven by WebDriver BiDi. */
export async function startFirefox(): Promise<EnginePage> {
  const folder = mkdtempSync(join(tmpdir(), 'lalian-firefox-'));
  const words = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0'];
  const browser = running(
    spawn('firefox-esr', [...words, 'about:blank'], {
      // As root it wants a home of its own.
      env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const close = async (): Promise<void> => {
    // Its children end with it.
    await browser.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const listening = () => /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(browser.output())?.[1];
    const address = await until(listening, 'Firefox to listen', 60_000);
    return { ...(await pageOver(await openDebugger(`${address}/session`))), close };
  } catch (cause) {
    await close();
    throw new Error(`Firefox did not start: ${browser.output()}`, { cause });
  }
}

async function pageOver(line: Debugger): Promise<Omit<EnginePage, 'close'>> {
  const { capabilities } = await line.send<{ capabilities: { userAgent: string } }>('session.new', {
    capabilities: {},
  });
  const errors: string[] = [];
  line.on('log.entryAdded', ({ level, text, type }) => {
    if (level === 'error' && type === 'javascript') errors.push(String(text));
  });
  await line.send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await line.send<{ contexts: readonly { context: string }[] }>(
    'browsingContext.getTree',
  );
  const context = contexts[0]?.context;
  return {
    userAgent: capabilities.userAgent,
    takeErrors: async () => errors.splice(0),
    enter: async ({ name, value, url }) => {
      const cookie = {
        name,
        value: { type: 'string', value },
        domain: new URL(url).hostname,
        httpOnly: true,
      };
      await line.send('storage.setCookie', { cookie });
    },
    open: async (url) => {
      await line.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    run: async <T>(script: string) => {
      const answer = await line.send<{
        type: string;
        result?: { value?: string };
        exceptionDetails?: { text: string };
      }>('script.evaluate', {
        expression: `(async () => JSON.stringify((await (async () => { ${script} })()) ?? null))()`,
        ...{ target: { context }, awaitPromise: true },
      });
      if (answer.result?.value === undefined) throw new Error(answer.exceptionDetails?.text);
      return JSON.parse(answer.result.value) as T;
    },
  };
}
