import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { demoSetup } from '../../server/demo/setup.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;

/** What is cut by the map's edge or lies beneath its buttons, of all that stands on it. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('.drawn-map');
    if (root === null) return ['no map'];
    const edge = root.getBoundingClientRect();
    const buttons = [...root.querySelectorAll('.map-buttons')].map((one) => one.getBoundingClientRect());
    const wrong: string[] = [];
    for (const one of root.querySelectorAll(
      '.map-dot, .map-name:not(.is-hidden), .map-seat, .map-convoy-disc',
    )) {
      const range = document.createRange();
      range.selectNodeContents(one);
      const box = one.classList.contains('map-name')
        ? range.getBoundingClientRect()
        : one.getBoundingClientRect();
      const isOut =
        box.left < edge.left - 1 ||
        box.right > edge.right + 1 ||
        box.top < edge.top - 1 ||
        box.bottom > edge.bottom + 1;
      const isUnder =
        !one.classList.contains('map-name') &&
        buttons.some(
          (button) =>
            box.left < button.right &&
            box.right > button.left &&
            box.top < button.bottom &&
            box.bottom > button.top,
        );
      if (isOut || isUnder) wrong.push(`${one.className} ${one.textContent} ${isOut ? 'out' : 'under'}`);
    }
    return wrong;
  });
const onMap = (page: Page, path = '.map-stop') => page.locator(path).first().waitFor();
const setUp = async (setup: Setup, basedOnVersion = 1) => {
  const answer = await server.command(organiser, 'setUpTour', { setup, basedOnVersion });
  expect(answer.status).toBe(200);
};
const bare: Setup = {
  ...demoSetup,
  days: demoSetup.days.map(({ road: _road, ...day }) => day),
  areas: demoSetup.areas.map(({ outline: _outline, ...area }) => area),
};

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
});
afterEach(async () => {
  await server.close();
});

/** Says where the convoy is, as its tracker would. */
async function report(latitude: number, longitude: number): Promise<void> {
  const { code } = await createInvite(
    server.store,
    'tour',
    { role: 'tracker', id: 'bus', createdBy: 'test' },
    Date.now(),
  );
  const query = `lat=${latitude}&lon=${longitude}&timestamp=${Math.floor(Date.now() / 1000)}`;
  expect((await server.get(`/track/${code}?${query}`)).status).toBe(200);
}

describe('the whole tour is in sight', () => {
  for (const [what, setup] of [
    ['with outlines', demoSetup],
    ['without outlines', bare],
  ] as const) {
    test(`on phone and desk, in the page and embedded: ${what}`, async () => {
      await setUp(setup);
      for (const [viewport, path] of [
        [PHONE, '/'],
        [PHONE, '/#map'],
        [DESKTOP, '/'],
        [{ width: 390, height: 400 }, '/embed/tour?show=map'],
        [{ width: 640, height: 360 }, '/embed/tour?show=map'],
      ] as const) {
        const { page, context, errors } = await openPage(browser, { viewport });
        await page.goto(`${base}${path}`);
        await onMap(page);
        if (setup === demoSetup) await onMap(page, '.map-area');
        await expect.poll(() => cut(page), { message: `${path} ${viewport.width}` }).toEqual([]);
        const names = await page.locator('.map-name:not(.is-stop):not(.is-hidden)').count();
        expect(names).toBeGreaterThanOrEqual(setup.areas.length - 2);
        if (process.env.SHOTS)
          await page.screenshot({
            path: `${process.env.SHOTS}/${what}-${viewport.width}-${path.replace(/\W/g, '')}.png`,
          });
        expect(errors).toEqual([]);
        await context.close();
      }
    });
  }

  test('with the convoy beside its road, parked at the northernmost stop, and after it has driven on', async () => {
    await setUp(bare);
    const north = [...bare.stops].sort((a, b) => b.position[0] - a.position[0])[0];
    if (north === undefined) throw new Error('no stop');
    await server.command(organiser, 'beginDay', { day: north.day });
    await server.command(organiser, 'markStop', { stopId: north.id, status: 'arrived' });
    await report(north.position[0], north.position[1]);
    const { page, context } = await openPage(browser, { viewport: PHONE });
    await page.goto(base);
    await onMap(page, '.map-convoy.is-parked .map-convoy-disc');
    await expect.poll(() => cut(page)).toEqual([]);
    await server.command(organiser, 'markStop', { stopId: north.id, status: 'left' });
    await report(north.position[0] + 0.3, north.position[1]);
    await onMap(page, '.map-convoy:not(.is-parked) .map-convoy-disc');
    await expect.poll(() => cut(page), { timeout: 10_000 }).toEqual([]);
    await context.close();
  });

  test('though a position is of another continent', async () => {
    await setUp(bare);
    await server.command(organiser, 'beginDay', { day: 1 });
    await report(0.5, 0.5);
    const { page, context } = await openPage(browser, { viewport: PHONE });
    await page.goto(base);
    await onMap(page);
    const [first, last] = [page.locator('.map-stop').first(), page.locator('.map-stop').last()];
    const apart = async () => {
      const [one, other] = [await first.boundingBox(), await last.boundingBox()];
      return Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
    };
    await expect.poll(apart).toBeGreaterThan(60);
    await context.close();
  });
});
