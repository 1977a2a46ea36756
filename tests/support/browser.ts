import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
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
    ],
  };
}

/** The system's Chromium. */
export const startBrowser = (): Promise<Browser> => chromium.launch(launchOptions());

/** A phone's browser that keeps what it has in a folder: closed and started again it is the same phone. */
export const startLastingBrowser = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...launchOptions(), locale: 'zh-CN', viewport: PHONE });

/** Sizes that the pages are made for. */
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1920, height: 1080 };

/** A page with everything that went wrong on it: errors of scripts and of the content security policy. */
export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly errors: string[];
}

/** Opens a page in a context of its own. Noise of a network that is cut on purpose is not counted. */
export async function openPage(
  browser: Browser,
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
