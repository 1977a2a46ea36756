import jsQR from 'jsqr';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PersonLink } from '../../shared/people/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

/** The place of people: who is there, links with their codes, lost phones. */
let browser: PageHost;
let server: TestApp;
let base: string;
let boss: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  boss = await server.token('organiser', 'boss', { name: '张主任' });
});
afterEach(() => server.close());

async function openPeople(viewport = PHONE) {
  const opened = await openPage(browser, { viewport });
  await takeSession(opened.context, 'organiser', boss, base);
  const place = await openPlace(opened.page, base, 'people');
  await place.locator('[data-role="judge"]').waitFor();
  return { ...opened, place };
}
const linksOf = async (role: string): Promise<PersonLink[]> => {
  const answer = await server.get('/api/tours/tour/people', { authorization: `Bearer ${boss}` });
  return (JSON.parse(answer.text) as { links: PersonLink[] }).links.filter((one) => one.role === role);
};
/** What somebody's phone reads from a code on the screen. */
async function scanned(code: Locator): Promise<string | undefined> {
  const { data, info } = await sharp(await code.screenshot())
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}
const enter = async (url: string): Promise<string> => {
  const answer = await server.app.http.inject({
    ...{ method: 'POST', url: '/api/session', payload: { secret: new URL(url).hash.slice(1) } },
  });
  return answer.json<{ id?: string; code?: string }>().id ?? answer.json<{ code: string }>().code;
};
const row = (page: Page, name: string) =>
  page.locator('li[data-person]', { hasText: name }).locator('.row').first();

describe.each([
  ['a phone', PHONE],
  ['a desktop', DESKTOP],
] as const)('on %s', (_name, viewport) => {
  test('a lost phone is replaced in two taps: the old link ends, the new one is there as text and code', async () => {
    const token = await server.token('judge', 'j1');
    const { page, context, place, errors } = await openPeople(viewport);
    await row(page, '').click();
    await place.getByRole('button', { name: '换发链接' }).click();
    const code = place.locator('.detail svg[role="img"]');
    await code.waitFor();
    const url = await place.locator('.detail input[readonly]').inputValue();
    expect(await scanned(code)).toBe(url);
    expect(await violations(page)).toEqual([]);
    expect(
      (await server.command(token, 'castBallot', { itemId: 's1', marks: { work: '9', show: '9' } })).body
        .code,
    ).toBe('invite.revoked');
    expect(await enter(url)).toBe('j1');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('somebody who scores is added by name, with link and code at once; two of one name are told apart', async () => {
  const { context, place } = await openPeople();
  await place.getByRole('button', { name: '添加人员' }).click();
  await place.getByLabel('姓名').fill('1\t王伟\t局长\n2\t王伟\n');
  await place.getByText('重名：王伟').waitFor();
  await place.getByRole('button', { name: '添加 2 人并生成链接' }).click();
  await place.getByText('刚生成的链接').waitFor();
  await expect.poll(() => place.locator('.made svg[role="img"]').count()).toBe(2);
  const wang = Object.values((await server.app.tours.find('tour'))?.fold.tour.judges ?? {}).filter(
    ({ name }) => name === '王伟',
  );
  expect(wang).toHaveLength(2);
  const urls = await place
    .locator('.made input[readonly]')
    .evaluateAll((fields) => fields.map((one) => (one as HTMLInputElement).value));
  expect((await Promise.all(urls.map(enter))).sort()).toEqual(wang.map(({ id }) => id).sort());
  for (const { id } of wang) await place.getByText(`编号 ${id}`).waitFor();
  await context.close();
});

test('a name of 200 characters is refused where it is typed, and what was typed stays', async () => {
  const { context, place } = await openPeople();
  await place.getByRole('button', { name: '添加人员' }).click();
  const names = `王伟\n${'长'.repeat(200)}`;
  await place.getByLabel('姓名').fill(names);
  await place.getByRole('button', { name: '添加 2 人并生成链接' }).click();
  await place.getByText('第 2 个名字太长：最多 80 个字。').waitFor();
  expect(await place.getByLabel('姓名').inputValue()).toBe(names);
  await context.close();
});

test('who has not entered is found by one filter, among 52 judges and all others', async () => {
  const judges = Array.from({ length: 49 }, (_, at) => ({ id: `j${at + 4}`, name: `评委${at + 4}` }));
  await server.command(boss, 'appointJudges', { judges, acceptsLostScores: true });
  for (let at = 4; at < 24; at += 1) await server.token('judge', `j${at}`);
  await server.token('editor', 'qinchu', { name: '王记者' });
  await server.token('presenter', 'host', { name: '主持人小李' });
  const { page, context, place } = await openPeople(DESKTOP);
  await place.getByText('20 / 52 已进入').waitFor();
  await page.screenshot({ path: '/tmp/people-desktop.png', fullPage: true });
  await place.getByLabel('状态').selectOption('not-in');
  await place.getByText('0 / 32 已进入').waitFor();
  await place.getByLabel('搜索').fill('评委40');
  await expect.poll(() => place.locator('li[data-person]').count()).toBe(1);
  await context.close();
});

test('the last organiser is not let out by a slip, and is told what to do', async () => {
  await server.app.http.inject({
    ...{ method: 'DELETE', url: '/api/tours/tour/people/organiser?links=end' },
    headers: { authorization: `Bearer ${boss}` },
  });
  const { page, context, place } = await openPeople();
  await row(page, '张主任').click();
  await place.getByText('就是这台').waitFor();
  await place.getByRole('button', { name: '撤销全部' }).click();
  await page.getByText('这也会让您自己退出').waitFor();
  await page.locator('dialog').getByRole('button', { name: '撤销全部' }).click();
  await page.getByText('请先邀请另一位组织方').waitFor();
  expect(
    (await linksOf('organiser')).filter(({ revokedAtUnixMs }) => revokedAtUnixMs === undefined),
  ).toHaveLength(1);
  await context.close();
});
