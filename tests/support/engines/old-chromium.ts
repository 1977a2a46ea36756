import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { running } from '../processes.ts';
import { until } from '../until.ts';
import type { ChromiumFiles } from './chromium-package.ts';
import { type Debugger, openDebugger } from './debugger.ts';
import type { EnginePage } from './engine.ts';

/** An old Chromium's page, and what only this engine is asked for. */
export interface ChromiumPage extends EnginePage {
  /** Cuts its network, or gives it back. */
  setOffline(offline: boolean): Promise<void>;
  setSize(width: number, height: number): Promise<void>;
  /** Puts files into a file chooser, once it is there. */
  choose(selector: string, paths: readonly string[]): Promise<void>;
}

/** Noise of a network that is cut on purpose. */
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|Failed to load resource|WebSocket connection/;

/** Starts an old Chromium with the window of a phone. */
export async function startOldChromium({ program, libraries }: ChromiumFiles): Promise<ChromiumPage> {
  const folder = mkdtempSync(join(tmpdir(), 'lalian-chromium-'));
  // Built for a machine without users and shared memory: it runs as one process.
  const browser = running(
    spawn(
      program,
      [
        ...[
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--single-process',
          '--no-zygote',
          '--no-first-run',
        ],
        ...['--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update'],
        ...['--lang=zh-CN', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
      ],
      {
        env: { PATH: process.env.PATH, HOME: folder, LD_LIBRARY_PATH: libraries },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    ),
  );
  const close = async (): Promise<void> => {
    await browser.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const line = await openDebugger(await pageAddress(browser.output));
    const errors = await watched(line);
    return { ...(await pageOver(line)), takeErrors: async () => errors.splice(0), close };
  } catch (cause) {
    await close();
    throw new Error(`It did not start: ${browser.output()}`, { cause });
  }
}

/** Where the debugger of its page listens. */
async function pageAddress(output: () => string): Promise<string> {
  const listening = () => /DevTools listening on ws:\/\/([^/]+)\//.exec(output())?.[1];
  const address = await until(listening, 'the browser to listen');
  return until(async () => {
    const answer = await fetch(`http://${address}/json/list`);
    const targets = (await answer.json()) as readonly { type: string; webSocketDebuggerUrl: string }[];
    return targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
  }, 'the page of the browser');
}

/** Everything that goes wrong on the page from now on. */
async function watched(line: Debugger): Promise<string[]> {
  const errors: string[] = [];
  line.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const { text, exception } = exceptionDetails as { text: string; exception?: { description?: string } };
    errors.push(exception?.description ?? text);
  });
  line.on('Log.entryAdded', ({ entry }) => {
    const { level, text } = entry as { level: string; text: string };
    if (level === 'error' && !CUT.test(text)) errors.push(text);
  });
  line.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type === 'error') errors.push(JSON.stringify(args));
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network', 'DOM']) await line.send(`${domain}.enable`);
  return errors;
}

async function pageOver(line: Debugger): Promise<Omit<ChromiumPage, 'takeErrors' | 'close'>> {
  const { userAgent } = await line.send<{ userAgent: string }>('Browser.getVersion');
  const setSize = async (width: number, height: number): Promise<void> => {
    const size = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
    await line.send('Emulation.setDeviceMetricsOverride', size);
  };
  await setSize(390, 844);
  return {
    userAgent,
    setSize,
    enter: async ({ name, value, url }) => {
      await line.send('Network.setCookie', { name, value, url, httpOnly: true });
    },
    open: async (url) => {
      const loaded = new Promise<void>((resolve) => line.on('Page.loadEventFired', () => resolve()));
      await line.send('Page.navigate', { url });
      await loaded;
    },
    run: <T>(script: string) => valueIn<T>(line, script),
    setOffline: async (offline) => {
      const network = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await line.send('Network.emulateNetworkConditions', network);
    },
    choose: async (selector, files) => {
      const nodeId = await until(async () => {
        const { root } = await line.send<{ root: { nodeId: number } }>('DOM.getDocument');
        const found = { nodeId: root.nodeId, selector };
        return (await line.send<{ nodeId: number }>('DOM.querySelector', found)).nodeId || undefined;
      }, `${selector} to put files into`);
      await line.send('DOM.setFileInputFiles', { nodeId, files });
    },
  };
}

async function valueIn<T>(line: Debugger, script: string): Promise<T> {
  const { result, exceptionDetails } = await line.send<{
    result: { value: T };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  }>('Runtime.evaluate', {
    expression: `(async () => { ${script} })()`,
    ...{ awaitPromise: true, returnByValue: true, userGesture: true },
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
