import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

/** The place of what the public sees, on a phone. */
let browser: PageHost;
let server: TestApp;
let base: string;
let organiser: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  organiser = await server.token('organiser', 'org2');
});
afterEach(() => server.close());

const rule = async () => (await server.app.tours.find('tour'))?.fold.tour.momentRule;

test('moments that post themselves are chosen by hand, come under the chosen outlet, and are shown to every organiser', async () => {
  await server.token('editor', 'qinchu');
  const { page, context, errors } = await openPage(browser);
  await takeSession(context, 'organiser', organiser, base);
  await openPlace(page, base, 'public');
  const part = page.locator('#moments');
  await part.getByText('一条也不自动发布').waitFor();
  await part.getByLabel('抵达站点').check();
  await part.getByRole('combobox').selectOption('qinchu');
  await part.getByRole('button', { name: '保存' }).click();
  await part.getByText('现在：以').waitFor();
  expect(await rule()).toMatchObject({ outletId: 'qinchu', kinds: ['arrival'] });
  expect(await violations(page)).toEqual([]);

  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  await expect.poll(async () => (await server.get('/t/tour/feed.json')).text).toContain('moment-arrival-s1');
  // Of the day that began nobody had said that it posts itself.
  expect((await server.get('/t/tour/feed.json')).text).not.toContain('moment-day-begins');

  await server.command(organiser, 'setMomentRule', { outletId: 'qinchu', kinds: ['departure'] });
  await expect.poll(() => part.getByLabel('离开站点').isChecked()).toBe(true);
  expect(await part.getByLabel('抵达站点').isChecked()).toBe(false);
  expect(errors).toEqual([]);
  await context.close();
});
