import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { SCREENS, violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { goToPlace, openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'left' });
  for (const judge of ['j1', 'j2']) {
    const token = await server.token('judge', judge);
    for (const itemId of ['s1', 's2'])
      await server.command(token, 'castBallot', { itemId, marks: { work: '9.5', show: '9' }, comment: '好' });
    await server.command(token, 'noteProblem', {
      ...{ problemId: `problem-${judge}`, itemId: 's1', kind: 'site', severity: 'grave', text: '插座裸露' },
    });
  }
  await server.command(organiser, 'lockItem', { itemId: 's2', reason: '核对无误' });
  await server.command(organiser, 'adjustArea', {
    ...{ adjustmentId: 'adjust-0001', areaId: 'fang', points: '-0.5', reason: '超时' },
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const PLACES = [
  'now',
  'scores',
  'result',
  'meeting',
  'setup',
  'people',
  'public',
  'problems',
  'log',
] as const;

async function opened(language: 'zh' | 'en', colorScheme: 'light' | 'dark', viewport: typeof DESKTOP) {
  const { page, context } = await openPage(browser, { viewport, colorScheme });
  await takeSession(context, 'organiser', organiser, base);
  await openPlace(page, base, 'now', language);
  return { page, context };
}

describe("axe finds nothing to complain of on the organiser's page", () => {
  for (const { language, colorScheme, size, viewport } of SCREENS)
    test(`${language}, ${colorScheme}, ${size}`, async () => {
      const { page, context } = await opened(language, colorScheme, viewport);
      for (const place of PLACES) {
        const shown = await goToPlace(page, place);
        if (place === 'result') await shown.locator('#fairness').scrollIntoViewIfNeeded();
        if (place === 'result') await shown.locator('#fairness table').first().waitFor();
        expect([place, await violations(page)]).toEqual([place, []]);
        // Nothing but the matrix and wide tables scrolls sideways.
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([place, width]).toEqual([place, viewport.width]);
      }
      await context.close();
    });

  for (const colorScheme of ['light', 'dark'] as const)
    test(`in its dialogs, its editor of the rule and in stealth: ${colorScheme}`, async () => {
      const { page, context } = await opened('zh', colorScheme, DESKTOP);
      await goToPlace(page, 'public');
      await page.getByLabel(/定格在某一时刻/).check();
      expect(await violations(page)).toEqual([]);
      await goToPlace(page, 'result');
      await page.locator('#rule select').first().selectOption('median');
      await page.locator('#routine textarea').fill('竹溪县\t95.5\n没有县\t90');
      await page.locator('#routine .bad').waitFor();
      expect(await violations(page)).toEqual([]);
      await goToPlace(page, 'scores');
      const dialog = () => page.getByRole('dialog').last();
      await page.locator('[data-row="-1"][data-column="0"]').click();
      expect(await violations(page)).toEqual([]);
      await dialog().getByRole('button', { name: '代录纸质打分票' }).click();
      await dialog().getByRole('button', { name: '保存打分票' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog().getByRole('button', { name: '这个分怎么来的' }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.locator('[data-row="2"][data-column="-1"]').click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('h');
      expect(await violations(page)).toEqual([]);
      await context.close();
    });

  for (const { language, colorScheme, size, viewport } of SCREENS.filter(({ language }) => language === 'zh'))
    test(`what a place says that is none, that does not come, and of keys: ${colorScheme}, ${size}`, async () => {
      const { page, context } = await opened(language, colorScheme, viewport);
      // The button of it is for those who have a keyboard beside a large screen; the key is for all.
      await page.keyboard.press('?');
      await page.getByRole('dialog').getByText('在打分表里移动').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.route(/\/assets\/Result-/, (route) => route.abort());
      await page.goto(`${base}/organiser/tour/result`);
      await page.getByText('“成绩”没有取到').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${base}/organiser/tour/nowhere`);
      await page.getByText('没有“nowhere”这个位置').waitFor();
      expect(await violations(page)).toEqual([]);
      await context.close();
    });

  test('without a session', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${base}/organiser/tour`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});
