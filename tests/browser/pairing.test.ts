import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { makeFinal } from '../support/final-tour.ts';
import { openRemote } from '../support/remote-page.ts';
import { takeSession } from '../support/session.ts';
import { until } from '../support/until.ts';

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

const codeOn = async (page: Page): Promise<string> =>
  until(async () => page.locator('[data-pairing]').getAttribute('data-pairing'), 'a code');
const post = async (token: string, path: string, payload: Record<string, unknown>) =>
  server.app.http.inject({
    method: 'POST',
    url: `/api/tours/tour/${path}`,
    headers: { authorization: `Bearer ${token}` },
    payload,
  });
const stateOf = (page: Page, screen: string) =>
  page.locator(`[data-screen="${screen}"]`).getAttribute('data-state');

test('a wall without a keyboard is let in by its code, follows the hall, and is out when it is revoked', async () => {
  const organiser = await makeFinal(server);
  const screen = await openPage(browser, { viewport: DESKTOP });
  // Its clock is wrong by twenty years.
  await screen.page.clock.setFixedTime(new Date('2002-01-01T00:00:00Z'));
  await screen.page.goto(`${base}/screen`);
  const code = await codeOn(screen.page);
  await screen.page.locator('.pairing svg').waitFor();

  const desk = await openPage(browser, { viewport: DESKTOP });
  await takeSession(desk.context, 'organiser', organiser, base);
  // The address of the QR code that the screen shows.
  await desk.page.goto(`${base}/organiser/tour#screen=${code}`);

  await until(
    async () => (await desk.page.locator('.code input').inputValue()) === code,
    'the code to be there',
  );
  expect(await desk.page.evaluate(() => location.hash)).toBe('');
  await desk.page.keyboard.type('主屏');
  await desk.page.keyboard.press('Enter');
  await screen.page.waitForURL('**/screen/tour');
  await screen.page.locator('[data-pairing]').waitFor({ state: 'detached' });

  const { page: remote } = await openRemote({ browser, server, base });
  await until(async () => (await stateOf(remote, '主屏')) === 'same', 'the screen on the remote');
  const host = await server.token('presenter', 'host');
  await server.command(host, 'beginCeremony', {});
  for (const seenStep of [1, 2]) await server.command(host, 'stepCeremony', { seenStep, go: 'next' });
  await until(async () => {
    const atStep = (await remote.locator('[data-step="3"]').count()) > 0;
    return atStep && (await stateOf(remote, '主屏')) === 'same';
  }, 'the screen at the step of the hall');

  // A line that is cut says nothing to the hall; the remote shows it.
  await screen.context.setOffline(true);
  await server.command(host, 'stepCeremony', { seenStep: 3, go: 'next' });
  await until(async () => ['lags', 'gone'].includes((await stateOf(remote, '主屏')) ?? ''), 'a red dot');
  await screen.context.setOffline(false);
  await until(async () => (await stateOf(remote, '主屏')) === 'same', 'the screen to be there again');

  const { text } = await server.get('/api/tours/tour/invites', { authorization: `Bearer ${organiser}` });
  const { invites } = JSON.parse(text) as { invites: { inviteId: string; name?: string }[] };
  const invite = invites.find(({ name }) => name === '主屏');
  await server.app.http.inject({
    method: 'DELETE',
    url: `/api/tours/tour/invites/${invite?.inviteId}`,
    headers: { authorization: `Bearer ${organiser}` },
  });
  await remote.locator('[data-screen]').waitFor({ state: 'detached' });
  expect(await codeOn(screen.page)).not.toBe(code);
  expect(screen.errors).toEqual([]);
});

test('a screen of a tour shows the code of that tour, keeps it when it is loaded again, and takes no other browser along', async () => {
  const screen = await openPage(browser, { viewport: DESKTOP });
  await screen.page.goto(`${base}/screen/tour?lang=en`);
  const code = await codeOn(screen.page);
  await screen.page.reload();
  expect(await codeOn(screen.page)).toBe(code);
  const onlooker = await openPage(browser);
  await onlooker.page.goto(`${base}/screen`);
  expect(await codeOn(onlooker.page)).not.toBe(code);
  const paired = await post(await server.token('organiser', 'org2'), 'screens', { code, name: 'Wall' });
  expect(paired.statusCode).toBe(200);
  await screen.page.locator('[data-pairing]').waitFor({ state: 'detached' });
  expect(await screen.page.evaluate(() => location.search)).toBe('?lang=en');
  expect(await onlooker.page.locator('[data-pairing]').count()).toBe(1);
});

test('presenter and screen are led by their links to their own pages', async () => {
  const organiser = await server.token('organiser', 'org2');
  const made = await post(organiser, 'invites', {
    invites: [
      { role: 'presenter', id: 'host', name: '王主持' },
      { role: 'screen', id: 'wall', name: '主屏' },
    ],
  });
  const { invites } = made.json<{ invites: { url: string }[] }>();
  for (const [index, [label, path]] of [
    ['打开会场遥控', '/remote/tour'],
    ['打开会场大屏', '/screen/tour'],
  ].entries()) {
    const { page } = await openPage(browser);
    await page.goto(`${base}/enter${new URL(invites[index]?.url ?? '').hash}`);
    await page.getByRole('link', { name: label ?? '' }).click();
    await page.waitForURL(`**${path}`);
  }
});

for (const language of ['zh', 'en'] as const)
  test(`axe finds nothing to complain of on a screen that shows its code: ${language}`, async () => {
    for (const viewport of [
      { width: 1920, height: 1080 },
      { width: 1024, height: 768 },
      { width: 1080, height: 1920 },
      { width: 2304, height: 768 },
      { width: 2304, height: 384 },
    ]) {
      const { page } = await openPage(browser, { viewport });
      await page.goto(`${base}/screen${language === 'en' ? '?lang=en' : ''}`);
      await codeOn(page);
      await page.locator('.pairing svg').waitFor();
      expect(await violations(page)).toEqual([]);
      // All of it is on the wall, whatever its shape.
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('.pairing p, .pairing h1, .pairing li, .pairing svg')]
          .map((one) => ({ text: one.textContent, ...one.getBoundingClientRect().toJSON() }))
          .filter(
            ({ top, bottom, left, right }) =>
              top < 0 || left < 0 || bottom > innerHeight + 1 || right > innerWidth + 1,
          ),
      );
      expect(outside, `${viewport.width}x${viewport.height}`).toEqual([]);
      if (process.env.SHOTS)
        await page.screenshot({
          path: `${process.env.SHOTS}/pair-${language}-${viewport.width}x${viewport.height}.png`,
        });
    }
  });
