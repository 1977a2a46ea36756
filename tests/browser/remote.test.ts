import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { makeFinal, shortProgramme } from '../support/final-tour.ts';
import { insistUntil, nextOf, openRemote, showsStep, stepOn } from '../support/remote-page.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

/** Twenty-five pages that reveal nothing: enough for twenty presses of two. */
const manyScenes: Programme = {
  ...shortProgramme,
  scenes: Array.from({ length: 25 }, (_, index) => ({
    id: `slide-${index + 1}`,
    kind: 'slide' as const,
    title: { zh: `第 ${index + 1} 页` },
  })),
};

let browser: PageHost;
let server: TestApp;
let base: string;
beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
});
afterEach(async () => {
  await browser.close();
  await server.close();
});

const hall = () => ({ browser, server, base });
/** Makes the tour ready and begins; the presenter's own token. */
async function begin(programme?: Programme): Promise<string> {
  await makeFinal(server, programme);
  const host = await server.token('presenter', 'host');
  await server.command(host, 'beginCeremony', {});
  return host;
}
const hallStep = async (): Promise<number | undefined> =>
  (await server.app.tours.find('tour'))?.fold.tour.ceremony?.step;

describe('two remotes', () => {
  test('that press at the same moment, twenty times, never skip a step; the later one is told quietly', async () => {
    await begin(manyScenes);
    const [one, other] = [await openRemote(hall()), await openRemote(hall())];
    const both = [one.page, other.page];
    // Both presses are on their way before either arrives.
    const held = new Map<Page, () => void>();
    for (const page of both)
      await page.route('**/commands/stepCeremony', async (route) => {
        await new Promise<void>((go) => {
          held.set(page, go);
          if (held.size === 2) for (const each of held.values()) each();
        });
        await route.continue();
      });
    for (let step = 1; step <= 20; step += 1) {
      await Promise.all(both.map((page) => showsStep(page, step)));
      held.clear();
      // A press that comes too soon after the last one is none.
      await until(async () => {
        await Promise.all(both.filter((page) => !held.has(page)).map((page) => page.evaluate(press)));
        return held.size === 2;
      }, 'two presses');
      await Promise.all(both.map((page) => showsStep(page, step + 1)));
      expect(await hallStep()).toBe(step + 1);
      const words = await until(async () => {
        const all = await Promise.all(both.map(said));
        return all.some((text) => text !== '') ? all : undefined;
      }, 'a word to the later one');
      expect(words.sort()).toEqual(['', '大屏已在下一步，这一下没有重复执行。']);
    }
    expect([...one.errors, ...other.errors]).toEqual([]);
  });

  test('pressed twenty times in a row by two impatient hands, each step is made from the one before it', async () => {
    await begin(manyScenes);
    const [one, other] = [await openRemote(hall()), await openRemote(hall())];
    const taken: number[] = [];
    for (const { page } of [one, other])
      page.on('response', (answer) => {
        if (answer.url().endsWith('/stepCeremony') && answer.ok())
          taken.push((answer.request().postDataJSON() as { seenStep: number }).seenStep);
      });
    const twenty = async (page: Page) => {
      for (let press = 0; press < 20; press += 1) await nextOf(page).click();
    };
    await Promise.all([twenty(one.page), twenty(other.page)]);
    const last = await until(async () => {
      const step = await hallStep();
      return taken.length + 1 === step ? step : undefined;
    }, 'every press to be answered');
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: last - 1 }, (_, index) => index + 1));
  });
});

/** Presses the button; runs in the page. */
const press = (): void => document.querySelector<HTMLElement>('#next')?.click();

const said = async (page: Page): Promise<string> => (await page.locator('.said').textContent()) ?? '';

describe('without signal', () => {
  test('it says so before anybody presses, and nothing is sent later', async () => {
    await begin(manyScenes);
    const { page, context } = await openRemote(hall());
    await showsStep(page, 1);
    await context.setOffline(true);
    await page.locator('[data-signal="lost"]').waitFor();
    await page.getByText('没有信号。现在按键不起作用').waitFor();
    await nextOf(page).click();
    await page.getByText('没有收到回答').waitFor();
    await page.keyboard.press('PageDown');
    let sent = 0;
    page.on('request', (request) => {
      if (request.url().includes('/commands/')) sent += 1;
    });
    await context.setOffline(false);
    await page.locator('[data-signal="there"]').waitFor();
    // The line works again, and a press of now is the first that the server hears.
    await insistUntil(page, 2, () => nextOf(page).click());
    expect([sent, await hallStep()]).toEqual([1, 2]);
  });

  test('a press that is held up on its way is said to count for nothing, and counts for nothing', async () => {
    await begin(manyScenes);
    const { page } = await openRemote(hall());
    await showsStep(page, 1);
    await page.route('**/commands/stepCeremony', () => undefined);
    await nextOf(page).click();
    await page.getByText('没有收到回答').waitFor();
    expect(await hallStep()).toBe(1);
    await page.unroute('**/commands/stepCeremony');
    await insistUntil(page, 2, () => nextOf(page).click());
    expect(await hallStep()).toBe(2);
  });
});

describe('keys', () => {
  test('of keyboards and clickers step on and back, and make it black', async () => {
    await begin(manyScenes);
    const { page } = await openRemote(hall());
    await showsStep(page, 1);
    let step = 1;
    for (const key of ['PageDown', 'ArrowRight', 'Space', 'Enter', 'PageUp', 'ArrowLeft']) {
      step += 1;
      await insistUntil(page, step, () => page.keyboard.press(key));
    }
    expect(await page.getByText('第 3 页').count()).toBeGreaterThan(0);
    await page.keyboard.press('b');
    await page.getByText('大屏现在是黑屏').waitFor();
    // The first press back asks, the second does it.
    await until(async () => {
      await page.keyboard.press('.');
      return (await page.getByText('再点一次恢复').count()) > 0;
    }, 'a question');
    await until(async () => {
      await page.keyboard.press('.');
      return (await page.getByText('大屏现在是黑屏').count()) === 0;
    }, 'the picture');
  });

  test('by which a clicker starts a show do not load the remote again in the midst of one', async () => {
    await begin(manyScenes);
    const { page } = await openRemote(hall());
    await showsStep(page, 1);
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    await page.keyboard.press('F5');
    await insistUntil(page, 2, () => page.keyboard.press('PageDown'));
    expect(await page.evaluate('window.isSame')).toBe(true);
  });

  test('that are held down press once', async () => {
    await begin(manyScenes);
    const { page } = await openRemote(hall());
    await showsStep(page, 1);
    for (let repeat = 0; repeat < 30; repeat += 1) await page.keyboard.down('PageDown');
    await showsStep(page, 2);
    await nextOf(page).focus();
    for (let repeat = 0; repeat < 30; repeat += 1) await page.keyboard.down('Enter');
    expect(await hallStep()).toBeLessThanOrEqual(3);
    await page.keyboard.up('Enter');
    // A finger leaves no focus behind, so that a clicker's Enter never presses what was touched last.
    await page.getByRole('button', { name: '时钟' }).click();
    await page.getByText('大屏现在显示时钟').waitFor();
    const before = await stepOn(page);
    await insistUntil(page, before + 1, () => page.keyboard.press('Enter'));
  });
});

describe('a place', () => {
  test('is shown at the second press only, and no double tap counts for two', async () => {
    await begin();
    const { page } = await openRemote(hall());
    const { page: organisers } = await openRemote(hall(), { role: 'organiser', query: '?as=organiser' });
    await showsStep(page, 1);
    await insistUntil(page, 2, () => nextOf(page).click());
    // The reveal's own scene shows nothing yet.
    await insistUntil(page, 3, () => nextOf(page).click());
    await page.getByText('按一次准备，再按一次揭晓').waitFor();
    await until(async () => {
      await nextOf(page).dblclick();
      return (await page.locator('#next.armed', { hasText: '揭晓 第 1 名' }).count()) > 0;
    }, 'a question');
    expect(await hallStep()).toBe(3);
    await insistUntil(page, 4, () => nextOf(page).click());
    // What it asks of a step is forgotten where somebody else makes that step.
    await until(async () => {
      await page.keyboard.press('PageDown');
      return (await page.locator('#next.armed').count()) > 0;
    }, 'a question');
    await showsStep(organisers, 4);
    await insistUntil(organisers, 5, () => nextOf(organisers).click());
    await showsStep(page, 5);
    await page.locator('#next.armed').waitFor({ state: 'detached' });
  });

  test('and what comes of it are read by who leads alone, as far as the step goes', async () => {
    await begin();
    const { page } = await openRemote(hall());
    for (const step of [2, 3]) await insistUntil(page, step, () => nextOf(page).click());
    const next = page.locator('section.next');
    expect(await next.innerText()).toContain('第 1 名');
    expect(await next.innerText()).not.toContain('竹溪');
    await insistUntil(page, 4, () => nextOf(page).click());
    await until(async () => /竹溪县|房县/.test(await next.innerText()), 'the name that comes');
  });
});

describe('the way of a ceremony', () => {
  test('before it begins it says what to know, refuses in words, and asks once more', async () => {
    const { page } = await openRemote(hall());
    await page.getByText('成绩还没有定稿，现在不能开始').waitFor();
    const press = async (until_: () => Promise<boolean>) =>
      until(async () => {
        if (await until_()) return true;
        await nextOf(page).click();
        return false;
      }, 'the button to have done it');
    await press(async () => (await said(page)).includes('成绩还没有定稿'));
    await makeFinal(server);
    await page.getByText('个县（市、区）没有奖项').waitFor();
    // Keys of a clicker begin nothing.
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    expect(await hallStep()).toBeUndefined();
    await press(async () => (await page.locator('#next.armed', { hasText: '开始仪式' }).count()) > 0);
    await press(async () => (await hallStep()) === 1);
    await showsStep(page, 1);
  });

  test('jump, message, black and end do what they say', async () => {
    await begin();
    const { page, errors } = await openRemote(hall());
    await showsStep(page, 1);
    await page.getByRole('button', { name: '跳转' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /致谢/ }).click();
    expect(await hallStep()).toBe(1);
    await page.getByRole('button', { name: '跳到“致谢”' }).click();
    await showsStep(page, 2);
    await page.getByRole('button', { name: '通知' }).click();
    await page.getByLabel(/通知（最多/).fill('请大家就座');
    await page.getByRole('button', { name: '显示', exact: true }).click();
    // The sheet says it too, until it is closed.
    await page.getByRole('region', { name: '画面和大屏' }).getByText('大屏上正显示：').waitFor();
    await page.getByRole('button', { name: '黑屏' }).click();
    await page.getByText('大屏现在是黑屏').waitFor();
    const back = page.getByRole('button', { name: /恢复/ });
    await back.dispatchEvent('pointerdown');
    await page.getByText('大屏现在是黑屏').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '结束' }).click();
    expect((await server.app.tours.find('tour'))?.fold.tour.ceremony?.state).toBe('running');
    await page.getByRole('dialog').getByRole('button', { name: '结束仪式' }).click();
    await page.getByText('仪式已结束').waitFor();
    expect(errors).toEqual([]);
  });

  test('a phone that was closed opens where the hall is', async () => {
    const host = await begin(manyScenes);
    const { page, context } = await openRemote(hall());
    await showsStep(page, 1);
    await page.close();
    for (const seenStep of [1, 2, 3]) await server.command(host, 'stepCeremony', { seenStep, go: 'next' });
    const again = await context.newPage();
    await again.goto(`${base}/remote/tour`);
    await showsStep(again, 4);
    await again.getByText('第 5 页').first().waitFor();
  });

  test('a presenter whose invite is revoked is told so, and steps nothing', async () => {
    await begin(manyScenes);
    const { page } = await openRemote(hall());
    const organiser = await server.token('organiser', 'org2');
    const { text } = await server.get('/api/tours/tour/invites', { authorization: `Bearer ${organiser}` });
    const { invites } = JSON.parse(text) as { invites: { inviteId: string; role: string; id: string }[] };
    const invite = invites.find(({ role, id }) => role === 'presenter' && id === 'presenter-1');
    await server.app.http.inject({
      method: 'DELETE',
      url: `/api/tours/tour/invites/${invite?.inviteId}`,
      headers: { authorization: `Bearer ${organiser}` },
    });
    await page.getByText('这台设备还没有遥控的权限').waitFor();
    expect(await hallStep()).toBe(1);
  });

  test('an organiser who opened the remote of a rehearsal stays there, and the page says that it is one', async () => {
    const organiser = await makeFinal(server);
    const made = await server.app.http.inject({
      method: 'POST',
      url: '/api/tours/tour/rehearsal',
      headers: { authorization: `Bearer ${organiser}` },
      payload: {},
    });
    const { tour } = made.json<{ tour: string }>();
    const { page, context } = await openPage(browser);
    await takeSession(context, 'organiser', organiser, base);
    await page.goto(`${base}/remote/${tour}?as=organiser`);
    await page.locator('[data-signal="there"]').waitFor();
    await page.locator('.rehearsal-mark').waitFor();
    await until(async () => {
      await nextOf(page).click();
      return (await server.app.tours.find(tour))?.fold.tour.ceremony?.step === 1;
    }, 'the rehearsal to begin');
    await showsStep(page, 1);
    // Of two tabs it is told which is which.
    expect(await page.title()).toMatch(/^【彩排】/);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/rehearsal.png` });
    expect(new URL(page.url()).pathname).toBe(`/remote/${tour}`);
    expect(await hallStep()).toBeUndefined();
  });

  test('without a session it says how to get in, and an organiser needs no other one', async () => {
    await begin(manyScenes);
    const { page } = await openPage(browser);
    await page.goto(`${base}/remote/tour`);
    await page.getByText('这台设备还没有遥控的权限').waitFor();
    const { page: organisers, context } = await openPage(browser);
    await takeSession(context, 'organiser', await server.token('organiser', 'org2'), base);
    await organisers.goto(`${base}/remote/tour`);
    await showsStep(organisers, 1);
  });
});
