import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { LOOKS, violations } from '../support/axe.ts';
import { openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { makeFinal } from '../support/final-tour.ts';
import { insistUntil, nextOf, openRemote } from '../support/remote-page.ts';
import { until } from '../support/until.ts';

const PROJECTOR = { width: 1024, height: 768 };

let browser: PageHost;
beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});

async function withTour(test: (server: TestApp, base: string) => Promise<void>): Promise<void> {
  const server = await startApp();
  try {
    await test(server, await server.listen());
  } finally {
    await browser.close();
    await server.close();
  }
}

describe('axe finds nothing to complain of on the remote', () => {
  for (const { language, colorScheme } of LOOKS)
    for (const viewport of [PHONE, PROJECTOR])
      test(`${language}, ${colorScheme}, ${viewport.width} wide, from before the beginning to the end`, () =>
        withTour(async (server, base) => {
          const query = language === 'en' ? '?lang=en' : '';
          const opened = await openRemote({ browser, server, base }, { viewport, colorScheme, query });
          const { page } = opened;
          expect(await violations(page)).toEqual([]);
          await makeFinal(server);
          const host = await server.token('presenter', 'host');
          await server.command(host, 'beginCeremony', {});
          for (const step of [2, 3]) await insistUntil(page, step, () => nextOf(page).click());
          expect(await violations(page)).toEqual([]);
          // Armed, with a place, a message and black.
          await until(async () => {
            await nextOf(page).click();
            return (await page.locator('#next.armed').count()) > 0;
          }, 'a question');
          expect(await violations(page)).toEqual([]);
          for (const seenStep of [3, 4, 5])
            await server.command(host, 'stepCeremony', { seenStep, go: 'next' });
          await server.command(host, 'tellHall', { message: '请获奖单位代表到台前候场' });
          await server.command(host, 'veilHall', { veil: 'black' });
          await page.locator('.veil').waitFor();
          expect(await violations(page)).toEqual([]);
          for (const tool of [3, 4, 5]) {
            await page.locator('.tools button').nth(tool).click();
            await page.getByRole('dialog').waitFor();
            expect(await violations(page)).toEqual([]);
            await page.keyboard.press('Escape');
            await page.getByRole('dialog').waitFor({ state: 'detached' });
          }
          await server.command(host, 'endCeremony', {});
          await page.locator('#standing').waitFor();
          expect(await violations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
          expect(opened.errors).toEqual([]);
        }));

  test('without a session', () =>
    withTour(async (_server, base) => {
      const { page } = await openPage(browser);
      await page.goto(`${base}/remote/tour`);
      await page.getByText('这台设备还没有遥控的权限').waitFor();
      expect(await violations(page)).toEqual([]);
    }));
});
