import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { until } from './until.ts';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * Features that are switched off. Of several lists Chromium takes the last: first Playwright's own, then renderers that
 * nobody sees, each started with every window. They took more than half of the time that it takes to open a page.
 */
const WITHOUT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
];

/** How Chromium is started: without anything that would call home. */
function launchOptions(): { readonly executablePath: string; readonly args: string[] } {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (executablePath === undefined)
    throw new Error('Chromium is missing. Install it: apt-get install chromium');
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${WITHOUT.join(',')}`,
    ],
  };
}

/** What pages are opened in: a browser, or a share of one. */
export type PageHost = Pick<Browser, 'newContext' | 'close'>;

/** The system's Chromium, for whoever starts it alone. */
export const startBrowser = (): Promise<Browser> => chromium.launch(launchOptions());

let running: Promise<Browser> | undefined;
/** A share of the one Chromium of this test process, which ends with it: `close` closes what was opened in the share. */
export async function shareBrowser(): Promise<PageHost> {
  running ??= startBrowser().then((browser) =>
    browser.once('disconnected', () => {
      running = undefined;
    }),
  );
  const browser = await running;
  const opened: BrowserContext[] = [];
  return {
    newContext: async (options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      return context;
    },
    close: async () => {
      await Promise.all(opened.map((context) => context.close()));
    },
  };
}

/** A phone's browser that keeps what it has in a folder: closed and started again it is the same phone. */
export const startLastingBrowser = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...launchOptions(), locale: 'zh-CN', viewport: PHONE });

/** Sizes that the pages are made for. */
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1920, height: 1080 };

/** However often it failed, a page tries again to reach the server after this long. */
export const SLOWEST_RETRY_MS = 30_000;

/** A page with everything that went wrong on it: errors of scripts and of the content security policy. */
export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly errors: string[];
}

/** Opens a page in a context of its own. Noise of a network that is cut on purpose is not counted. */
export async function openPage(
  browser: PageHost,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    viewport: PHONE,
    timezoneId: 'America/New_York',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|Failed to load resource|WebSocket connection/.test(
        message.text(),
      )
    )
      errors.push(message.text());
  });
  return { context, page, errors };
}

/** Lets time pass on a page, whose clock was installed, until something is shown: for what waits for that clock alone. */
export async function passUntilShown(page: Page, shown: Locator): Promise<void> {
  await until(async () => {
    if (await shown.isVisible()) return true;
    await page.clock.fastForward(1_000);
    return false;
  }, `${shown} to be shown`);
}
