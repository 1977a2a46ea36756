import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { Role } from '../../shared/tour/actor.ts';
import type { TestApp } from './app.ts';
import { openPage, type PageHost, type WatchedPage } from './browser.ts';
import { takeSession } from './session.ts';
import { until } from './until.ts';

/** Where the server that a test talks to is. */
export interface Hall {
  readonly browser: PageHost;
  readonly server: TestApp;
  readonly base: string;
}

/** Opens a remote on the tour `tour`, once it has heard the server. */
export async function openRemote(
  { browser, server, base }: Hall,
  options: Parameters<typeof openPage>[1] & { readonly role?: Role; readonly query?: string } = {},
): Promise<WatchedPage> {
  const { role = 'presenter', query = '', ...context } = options;
  const opened = await openPage(browser, context);
  await takeSession(opened.context, role, await server.token(role, `${role}-1`), base);
  await opened.page.goto(`${base}/remote/tour${query}`);
  await opened.page.locator('[data-signal="there"]').waitFor();
  return opened;
}

/** The one button. */
export const nextOf = (page: Page): Locator => page.locator('#next');

/** The step that the remote shows. */
export const stepOn = async (page: Page): Promise<number> =>
  Number(await page.locator('[data-step]').getAttribute('data-step'));

/** Waits until the remote shows a step. */
export const showsStep = (page: Page, step: number): Promise<void> =>
  page.locator(`[data-step="${step}"]`).waitFor();

/** Longer than two presses must be apart to count as two. */
const APART_MS = 400;
/** Longer than a press counts at the server: one that is not answered by then never comes. */
const NEXT_TRY_MS = 4_000;

/**
 * Presses until the remote shows a step: a press that comes too soon after the last one is none, and a press that is
 * made while an earlier one may still come would be one too many.
 */
export async function insistUntil(page: Page, step: number, press: () => Promise<void>): Promise<void> {
  const isThere = async () => (await stepOn(page)) === step;
  await until(
    async () => {
      if (await isThere()) return true;
      await delay(APART_MS);
      await press();
      return until(isThere, 'its step', NEXT_TRY_MS).catch(() => false);
    },
    `step ${step}, not ${await stepOn(page)}`,
  );
}
