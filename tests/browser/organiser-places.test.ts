import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { hideable } from '../support/hideable.ts';
import { goToPlace, openPlace, placeAddress, shownPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;
let page: Page;
let errors: string[];
let close: () => Promise<void>;

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
const path = () => new URL(page.url()).pathname + new URL(page.url()).hash;
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
const scrolled = () => page.evaluate(() => Math.round(scrollY));
/** Scrolls as far down, as soon as there is so much of the place. */
const scrollDown = (top: number) =>
  until(async () => {
    await page.evaluate((to) => scrollTo({ top: to, behavior: 'instant' }), top);
    return (await scrolled()) === top;
  }, 'the page to scroll');
const current = () => page.locator('nav [aria-current]').innerText();

/** Opens the page of whoever is the organiser of the server that runs. */
async function enter(viewport = DESKTOP): Promise<void> {
  const opened = await openPage(browser, { viewport });
  await takeSession(opened.context, 'organiser', organiser, base);
  ({ page, errors } = opened);
  close = () => opened.context.close();
}

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await enter();
});
afterEach(async () => {
  expect(errors).toEqual([]);
  await close();
  await server.close();
});

describe('a place', () => {
  test('has its address and its title; back and forward go between places, and loading again stays there', async () => {
    await page.goto(`${base}/organiser/tour`);
    await shownPlace(page, 'now');
    expect(path()).toBe('/organiser/tour/now');
    const titles = new Set<string>();
    for (const place of PLACES) {
      await goToPlace(page, place);
      expect(path()).toBe(`/organiser/tour/${place}`);
      titles.add(await page.title());
    }
    expect(titles.size).toBe(PLACES.length);
    expect(await page.title()).toBe(
      '日志 · 竹房拉练 · 组织方'.replace('竹房拉练', await page.locator('header .tour b').innerText()),
    );
    for (const place of [...PLACES].reverse().slice(1)) {
      await page.goBack();
      await shownPlace(page, place);
      expect(path()).toBe(`/organiser/tour/${place}`);
    }
    await page.goForward();
    await shownPlace(page, 'scores');
    await page.reload();
    await shownPlace(page, 'scores');
    expect(await current()).toBe('打分');
  });

  test('keeps the language, and is led to in it', async () => {
    await openPlace(page, base, 'scores', 'en');
    expect(await page.title()).toMatch(/^Scores · .* · Organiser$/);
    await goToPlace(page, 'problems');
    expect(page.url()).toBe(placeAddress(base, 'problems', 'en'));
    await page.getByRole('link', { name: '切换到中文' }).click();
    await shownPlace(page, 'problems');
    expect(path()).toBe('/organiser/tour/problems');
    await page.getByRole('heading', { level: 1, name: '问题' }).waitFor({ state: 'attached' });
  });

  test.each([
    ['#matrix', 'scores'],
    ['#routine', 'result'],
    ['#visibility', 'public'],
    ['#problems', 'problems'],
    ['#hall', 'meeting'],
  ] as const)('has the part that an old address names: %s', async (anchor, place) => {
    await page.goto(`${base}/organiser/tour${anchor}`);
    await shownPlace(page, place);
    expect(path()).toBe(`/organiser/tour/${place}${anchor}`);
    await until(
      () =>
        page.locator(anchor).evaluate((part) => {
          const { top } = part.getBoundingClientRect();
          return top >= 0 && top < innerHeight;
        }),
      'the part to be in sight',
    );
  });

  test('that there is none of is said, with the way to those that there are', async () => {
    await page.goto(`${base}/organiser/tour/nowhere/else`);
    await page.getByRole('heading', { level: 1, name: '没有“nowhere”这个位置' }).waitFor();
    await page.locator('[data-place="unknown"]').getByRole('link', { name: '成绩' }).click();
    await shownPlace(page, 'result');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '没有“nowhere”这个位置' }).waitFor();
  });

  test('keeps what is typed in it while others are shown, and the browser asks before it is lost', async () => {
    const result = await openPlace(page, base, 'result');
    await result.locator('#routine textarea').fill('竹溪县\t95.5');
    await result.getByLabel('分值').fill('-0.5');
    for (const place of ['now', 'public', 'problems', 'meeting'] as const) await goToPlace(page, place);
    await page.goBack();
    await goToPlace(page, 'result');
    expect(await result.locator('#routine textarea').inputValue()).toBe('竹溪县\t95.5');
    expect(await result.getByLabel('分值').inputValue()).toBe('-0.5');
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked += 1;
      void dialog.dismiss();
    });
    await page.evaluate(() => location.reload());
    await until(() => asked === 1, 'the browser to ask');
    expect(await result.getByLabel('分值').inputValue()).toBe('-0.5');
    await result.getByLabel('分值').fill('');
    await result.locator('#routine textarea').fill('');
    await page.reload();
    await shownPlace(page, 'result');
    expect(asked).toBe(1);
  });

  test('is found again where it was scrolled, by the bar and by back', async () => {
    await openPlace(page, base, 'result');
    await scrollDown(700);
    // A click by the test's driver may scroll the page before: keys do not.
    await page.keyboard.press('4');
    await shownPlace(page, 'meeting');
    await until(async () => (await scrolled()) === 0, 'the top of another place');
    await scrollDown(300);
    await page.keyboard.press('3');
    await shownPlace(page, 'result');
    await until(async () => (await scrolled()) === 700, 'where the result was');
    await page.goBack();
    await until(async () => (await scrolled()) === 300, 'where the meeting was');
    await page.goForward();
    await until(async () => (await scrolled()) === 700, 'where the result was');
  });

  test('is opened at the part that its address names, also where its files come before the tour does', async () => {
    await page.route('**/api/tours/tour/as/organiser*', async (route) => {
      await page.locator('#lalian').waitFor({ state: 'attached' });
      await until(() => page.evaluate(() => document.readyState === 'complete'), 'all files');
      await route.continue();
    });
    for (const part of ['rehearsal', 'programme', 'rehearsal']) {
      await page.goto(`${base}/organiser/tour/scores`);
      await shownPlace(page, 'scores');
      await page.goto(`${base}/organiser/tour/meeting#${part}`);
      const inSight = () =>
        page.evaluate((id) => {
          const { top } = document.getElementById(id)?.getBoundingClientRect() ?? { top: Number.NaN };
          return scrollY > 0 && top >= 0 && top < innerHeight;
        }, part);
      await until(inSight, `${part} in sight`);
    }
  });

  test('of which nothing is set up yet says so, and leads to the set-up, which opens first', async () => {
    await close();
    await server.close();
    server = await startApp({ bare: true });
    base = await server.listen();
    organiser = await server.token('organiser', 'org2');
    await enter();
    await page.goto(`${base}/organiser/tour`);
    await page.getByRole('heading', { name: '设置一场拉练' }).waitFor();
    expect(path()).toBe('/organiser/tour/setup');
    for (const place of PLACES.filter((one) => one !== 'setup')) {
      await page.locator(`nav a[data-to="${place}"]`).click();
      await page.getByRole('link', { name: '去设置' }).waitFor();
    }
    await page.getByRole('link', { name: '去设置' }).click();
    await until(() => path() === '/organiser/tour/setup', 'the set-up');
  });
});

describe('the way between places', () => {
  test('goes by keyboard: digits, arrows in the bar, none while somebody writes or a dialog is open', async () => {
    await openPlace(page, base, 'now');
    await page.keyboard.press('3');
    await shownPlace(page, 'result');
    expect(await focused()).toBe('成绩');
    await page.locator('#routine textarea').focus();
    await page.keyboard.press('1');
    await page.keyboard.press('h');
    expect(await page.locator('#routine textarea').inputValue()).toBe('1h');
    await page.locator('#routine textarea').fill('');
    await page.locator('nav [aria-current]').focus();
    await page.keyboard.press('ArrowRight');
    expect((await focused()).trim()).toBe('总结会');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect((await focused()).trim()).toMatch(/^现在/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await shownPlace(page, 'log');
    expect(await focused()).toBe('日志');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('依次打开现在、打分').waitFor();
    await page.keyboard.press('2');
    expect(await current()).toBe('日志');
    // Whoever does not want single keys has none, now and later.
    await dialog.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    for (const key of ['2', 'h', '?']) await page.keyboard.press(key);
    await page.reload();
    await shownPlace(page, 'log');
    for (const key of ['2', 'h', '?']) await page.keyboard.press(key);
    expect([await current(), await page.getByRole('dialog').count()]).toEqual(['日志', 0]);
    expect(await page.getByRole('button', { name: '隐身', exact: true }).getAttribute('aria-pressed')).toBe(
      'false',
    );
    await page.getByRole('button', { name: '键盘操作' }).click();
    await dialog.getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('2');
    await shownPlace(page, 'scores');
  });

  test('begins with one that skips the bar', async () => {
    await openPlace(page, base, 'scores');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('跳到正文');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await shownPlace(page, 'scores');
  });

  test('says how much waits and how much is wrong', async () => {
    const now = page.locator('nav a[data-to="now"]');
    await openPlace(page, base, 'scores');
    // The stop where the convoy is.
    await now.getByText('1 项待办').waitFor();
    expect(await now.getByText('警报').count()).toBe(0);
    await server.command(await server.token('judge', 'j1'), 'noteProblem', {
      ...{ problemId: 'problem-0001', itemId: 's1', kind: 'site', severity: 'grave', text: '插座裸露' },
    });
    await now.getByText('2 项待办').waitFor();
    await page.request.post(`${base}/api/page-failures`, {
      headers: { 'content-type': 'text/plain' },
      data: JSON.stringify({ page: 'judge', failure: 'load', tour: 'tour' }),
    });
    await server.app.beat();
    await now.getByText('1 项警报').waitFor();
    await goToPlace(page, 'now');
    await page.getByText('过去一小时至少有 1 次页面没有正常打开').waitFor();
  });

  test('fits a phone: every place is in sight and can be touched', async () => {
    await close();
    await enter(PHONE);
    await openPlace(page, base, 'now');
    const places = await page.locator('nav a:visible').evaluateAll((links) =>
      links.map((link) => {
        const { left, right, width, height, bottom } = link.getBoundingClientRect();
        return {
          isInSight: left >= 0 && right <= innerWidth && bottom <= innerHeight,
          isTouched: width >= 44 && height >= 44,
        };
      }),
    );
    // People belong to the set-up: the way to them leads through it.
    const inBar = PLACES.filter((place) => place !== 'people');
    expect(places).toEqual(inBar.map(() => ({ isInSight: true, isTouched: true })));
    for (const place of inBar) await goToPlace(page, place);
    await goToPlace(page, 'setup');
    await page.getByRole('link', { name: '人员', exact: true }).click();
    await shownPlace(page, 'people');
  });
});

describe('a new build', () => {
  test('is not taken over by a tab in the background while something is typed in any place; then it is', async () => {
    await page.addInitScript(hideable);
    const result = await openPlace(page, base, 'result');
    await result.getByLabel('分值').fill('-0.5');
    await goToPlace(page, 'now');
    const port = Number(new URL(base).port);
    await server.close();
    const inject = await startApp({ build: 'another-build' });
    server = inject;
    organiser = await server.token('organiser', 'org2');
    await takeSession(page.context(), 'organiser', organiser, base);
    await server.listen(port);
    await page.getByText('新版本已就绪').waitFor({ timeout: 40_000 });
    const build = () => page.locator('#lalian').getAttribute('data-build');
    const asks = page.waitForRequest(/\/head$/);
    await page.evaluate('hide(true)');
    // A question and its answer later nothing was loaded again.
    await page.evaluate(() => fetch('/api/tours/tour/head'));
    await asks;
    expect(await build()).not.toBe('another-build');
    await page.evaluate('hide(false)');
    await goToPlace(page, 'result');
    expect(await result.getByLabel('分值').inputValue()).toBe('-0.5');
    await result.getByLabel('分值').fill('');
    await page.evaluate('hide(true)');
    await until(async () => (await build()) === 'another-build', 'the new build');
    await shownPlace(page, 'result');
    errors.splice(0);
  });
});

describe('a place whose files do not come', () => {
  /** Cuts the line for the files that a place is fetched by. */
  const FILES = /\/assets\/Result-.*\.js/;
  const cut = (route: Route) => route.abort();
  const gone = (route: Route) => route.fulfill({ status: 404, body: '' });

  test.each([
    ['the line is cut', FILES, cut],
    ['there is another build', FILES, gone],
    ['its styles are not to be had', /\/assets\/Result-.*\.css$/, cut],
  ] as const)(
    'says so, loses nothing, and comes when it is fetched again: %s',
    async (_what, files, answer) => {
      await page.route(files, answer);
      const shown = await openPlace(page, base, 'public');
      await shown.getByLabel(/暂不公开/).check();
      await shown.getByLabel(/（中文）/).fill('总结会上揭晓');
      await page.locator('nav a[data-to="result"]').click();
      const failed = page.getByRole('alert').filter({ hasText: '“成绩”没有取到' });
      await failed.waitFor();
      // To load the page again would lose what is typed.
      expect(await failed.getByRole('button', { name: '重新载入本页' }).isDisabled()).toBe(true);
      await failed.getByRole('button', { name: '再试一次' }).click();
      await failed.waitFor();
      await page.unroute(files, answer);
      await failed.getByRole('button', { name: '再试一次' }).click();
      await shownPlace(page, 'result');
      await page.locator('#ranking').waitFor();
      const styled = await page
        .locator('#rule .groups')
        .evaluate((groups) => getComputedStyle(groups).display);
      expect(styled).toBe('grid');
      await goToPlace(page, 'public');
      expect(await shown.getByLabel(/（中文）/).inputValue()).toBe('总结会上揭晓');
      errors.splice(0);
    },
  );
});
