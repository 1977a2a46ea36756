import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { enterAsHost, type TestHost } from '../support/house.ts';
import { markAll, openItem, openJudgePage, standing } from '../support/judge-page.ts';
import { takeSession } from '../support/session.ts';

/* A tour that its host archives, or deletes, while its people and its viewers have their pages open. */

let browser: PageHost;
let server: TestApp;
let host: TestHost;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  host = await enterAsHost(server);
  base = await server.listen();
  await server.command(await server.token('organiser', 'boss'), 'beginDay', { day: 1 });
});
afterEach(() => server.close());

const remove = () => host.ask('PUT', '/tours/tour/deletion', { name: '示例拉练' });
const restore = () => host.ask('DELETE', '/tours/tour/deletion');
const ballots = async () => (await server.app.tours.find('tour'))?.fold.tour.ballots ?? {};

test('a judge who scores is told in a sentence, keeps the ballot, and it goes out when the tour is had back', async () => {
  const { page, context } = await openJudgePage(browser, await server.token('judge', 'j1'), base);
  await openItem(page, '水坪镇实践所');
  await markAll(page, { 工作: '9', 展示: '8' });
  await remove();
  await page.getByRole('button', { name: '送出' }).click();
  await page.getByRole('alert').filter({ hasText: '这场拉练已被删除' }).waitFor();
  expect(await page.locator('body').innerText()).toContain('仍留在这台设备上');
  await restore();
  await expect.poll(async () => Object.keys((await ballots()).s1 ?? {}), { timeout: 40_000 }).toEqual(['j1']);
  await page.getByRole('alert').filter({ hasText: '这场拉练已被删除' }).waitFor({ state: 'detached' });
  await page.goto(`${base}/judge/tour`);
  await expect.poll(() => standing(page, '水坪镇实践所')).not.toContain('未打分');
  await context.close();
});

test('of an archived one too, and what is read stays on the page', async () => {
  const { page, context } = await openJudgePage(browser, await server.token('judge', 'j1'), base);
  await openItem(page, '水坪镇实践所');
  await markAll(page, { 工作: '9', 展示: '8' });
  await host.ask('PUT', '/tours/tour/archive');
  await page.getByRole('button', { name: '送出' }).click();
  await page.getByRole('alert').filter({ hasText: '这场拉练已经归档' }).waitFor();
  expect(await ballots()).toEqual({});
  await host.ask('DELETE', '/tours/tour/archive');
  await expect.poll(async () => Object.keys((await ballots()).s1 ?? {}), { timeout: 40_000 }).toEqual(['j1']);
  await context.close();
});

test('who reads it, or sits at the desk or at the organiser’s page, is told that it was taken down', async () => {
  const viewer = await openPage(browser);
  const organiser = await openPage(browser);
  const desk = await openPage(browser);
  await takeSession(organiser.context, 'organiser', await server.token('organiser', 'boss'), base);
  await takeSession(desk.context, 'editor', await server.token('editor', 'qinchu'), base);
  await viewer.page.goto(`${base}/t/tour`);
  await organiser.page.goto(`${base}/organiser/tour`);
  await desk.page.goto(`${base}/desk/tour`);
  await organiser.page.getByRole('banner').waitFor();
  await desk.page.getByText('已连接').waitFor();
  const room = await server.app.tours.find('tour');
  await expect.poll(() => room?.hub.count('public')).toBe(1);
  await remove();
  await viewer.page.getByRole('heading', { name: '这场拉练已经下线' }).waitFor({ timeout: 40_000 });
  await organiser.page.getByRole('heading', { name: '这场拉练已经下线' }).waitFor({ timeout: 40_000 });
  await desk.page.getByRole('alert').filter({ hasText: '这场拉练已被删除' }).waitFor({ timeout: 40_000 });
  await restore();
  await desk.page.getByRole('alert').waitFor({ state: 'detached', timeout: 60_000 });
  for (const { context } of [viewer, organiser, desk]) await context.close();
});
