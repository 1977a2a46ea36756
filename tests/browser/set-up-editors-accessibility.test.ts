import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { SCREENS, violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const LONG = '名'.repeat(200);

describe('axe finds nothing to complain of in the editors of areas, stops and rubrics, and nothing scrolls sideways', () => {
  for (const { language, colorScheme, size, viewport } of SCREENS)
    test(`${language}, ${colorScheme}, ${size}: also with a name of 200 characters, which stays and is told`, async () => {
      const token = await server.token('organiser', 'org-1', { name: '王芳' });
      const { page, context, errors } = await openPage(browser, { viewport, colorScheme });
      await takeSession(context, 'organiser', token, base);
      const told = language === 'zh' ? /有 200 个字，最多 120 个/ : /has 200 characters, at most 120 fit/;
      const names = { areas: 'li[data-area] input', stops: '.fields input', rubrics: '.form .name input' };
      for (const part of ['areas', 'stops', 'rubrics'] as const) {
        await page.goto(`${base}/organiser/tour/setup/${part}?lang=${language}`);
        if (part === 'stops') await page.locator('[data-stop="s2"] .row').click();
        const name = page.locator(names[part]).first();
        await name.fill(LONG);
        await page.getByText(told).first().waitFor();
        expect(await name.inputValue()).toBe(LONG);
        if (part === 'stops') await page.locator('.placing-stop').first().waitFor();
        if (process.env.SHOTS)
          await page.screenshot({
            path: `${process.env.SHOTS}/long-${part}-${language}-${colorScheme}-${size}.png`,
            fullPage: true,
          });
        expect([part, await violations(page)]).toEqual([part, []]);
        expect([part, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
          part,
          viewport.width,
        ]);
      }
      expect(errors).toEqual([]);
      await context.close();
    });
});
