import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { sampleSetup } from '../support/sample-tour.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
});
afterEach(() => server.close());

/** Opens the set-up as an organiser of that name. */
async function enter(name: string, viewport = DESKTOP, path = ''): Promise<{ page: Page; errors: string[] }> {
  const token = await server.token('organiser', `org-${name.codePointAt(0)}`, { name });
  const { page, context, errors } = await openPage(browser, { viewport });
  await takeSession(context, 'organiser', token, base);
  await page.goto(`${base}/organiser/tour/setup${path}`);
  return { page, errors };
}

describe('the set-up', () => {
  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])('on %s lists its parts; each has its address and leads back', async (_what, viewport) => {
    const { page, errors } = await enter('王芳', viewport);
    await page.locator('[data-part="areas"][data-state="done"]').click();
    await page.getByRole('heading', { name: '县（市、区）', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/organiser/tour/setup/areas');
    // On a phone there is a row of places beside it, which leads there as well.
    await page.getByRole('main').getByRole('link', { name: '设置', exact: true }).first().click();
    await page.locator('#parts').waitFor();
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/list-${viewport.width}.png`, fullPage: true });
    expect(errors).toEqual([]);
  });

  test('saves what is typed by itself, and has it again on another device; the tour changes when it is taken over', async () => {
    const { page, errors } = await enter('王芳', DESKTOP, '/prizes');
    await page.getByRole('button', { name: '添加奖项' }).click();
    await page.getByRole('textbox', { name: '名称', exact: true }).last().fill('特别奖');
    await page.locator('[data-save="saved"]').waitFor();
    const other = await enter('李强', PHONE, '/prizes');
    await other.page.getByText(/草稿，已存 .*，王芳/).waitFor();
    const last = other.page.getByRole('textbox', { name: '名称', exact: true }).last();
    expect(await last.inputValue()).toBe('特别奖');
    const setup = async () => (await server.app.tours.find('tour'))?.fold.tour.setup;
    expect((await setup())?.prizes.some(({ name }) => name.zh === '特别奖')).toBe(false);
    await page.goto(`${base}/organiser/tour/setup/take-over`);
    await page.locator('[data-difference="prizes"]').getByText('特别奖').waitFor();
    await page.locator('form').getByRole('button', { name: '采用' }).click();
    await page.getByText('没有待采用的改动').waitFor();
    expect((await setup())?.prizes.some(({ name }) => name.zh === '特别奖')).toBe(true);
    expect([...errors, ...other.errors]).toEqual([]);
  });

  test('of two who type at once overwrites nobody: the second sees both and chooses', async () => {
    const wang = await enter('王芳', DESKTOP, '/tour');
    const li = await enter('李强', DESKTOP, '/tour');
    const name = (page: Page) => page.getByRole('textbox', { name: '名称', exact: true });
    await name(li.page).waitFor();
    await name(wang.page).fill('王芳的拉练');
    // Whoever is offline for a moment types on over what he knows.
    await li.page.context().setOffline(true);
    await name(li.page).fill('李强的拉练');
    await li.page.locator('[data-save="offline"]').waitFor();
    await wang.page.locator('[data-save="saved"]').waitFor();
    await li.page.context().setOffline(false);
    const choice = li.page.getByRole('alert').filter({ hasText: '王芳' });
    await choice.getByText('王芳的拉练 → 李强的拉练').waitFor();
    if (process.env.SHOTS)
      await li.page.screenshot({ path: `${process.env.SHOTS}/stale.png`, fullPage: true });
    await li.page.getByRole('button', { name: '用对方的' }).click();
    expect(await name(li.page).inputValue()).toBe('王芳的拉练');
    await name(li.page).fill('共同的拉练');
    await li.page.locator('[data-save="saved"]').waitFor();
    await expect.poll(() => name(wang.page).inputValue(), { timeout: 15_000 }).toBe('共同的拉练');
    expect(wang.errors).toEqual([]);
  });

  test('says before it is taken over what it touches of a tour that has begun, and what is refused', async () => {
    const boss = await server.token('organiser', 'boss');
    const judge = await server.token('judge', 'j1');
    await server.command(boss, 'beginDay', { day: 1 });
    await server.command(judge, 'castBallot', { itemId: 's1', marks: { work: '9', show: '8' } });
    const stops = structuredClone(sampleSetup.stops).map((stop) => ({ ...stop, areaId: 'fang' }));
    const areas = sampleSetup.areas.slice(1);
    const url = `${base}/api/tours/tour/set-up`;
    const save = (parts: object) =>
      fetch(url, {
        method: 'PUT',
        headers: { authorization: `Bearer ${boss}`, 'content-type': 'application/json' },
        body: JSON.stringify({ parts }),
      });
    await save({
      stops: { basedOnVersion: 0, value: { stops, talks: [] } },
      areas: { basedOnVersion: 0, value: { areas } },
    });
    const { page, errors } = await enter('王芳', PHONE, '/take-over');
    await page.locator('[data-touch="area-of-ballots"]').getByText('已有 1 张打分').waitFor();
    await page.locator('[data-touch="area-gone"]').getByText('竹溪县').waitFor();
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/touches.png`, fullPage: true });
    const take = page.locator('form').getByRole('button', { name: '采用' });
    expect(await take.isEnabled()).toBe(true);
    await save({ stops: { basedOnVersion: 1, value: { stops: stops.slice(1), talks: [] } } });
    await page.locator('[data-touch="item-with-ballots"]').waitFor();
    expect(await take.isDisabled()).toBe(true);
    expect(errors).toEqual([]);
  });

  test.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])(
    'can be used by everybody on %s: the list, every short part, sheets and what would change',
    async (_what, viewport) => {
      const { page, errors } = await enter('王芳', viewport, '/prizes');
      await page.getByRole('textbox', { name: '名称', exact: true }).first().fill('长'.repeat(200));
      await page.getByText('200 个字，太长：最多 120 个。').waitFor();
      await page.locator('[data-save="saved"]').waitFor();
      for (const path of [
        '',
        '/tour',
        '/labels',
        '/prizes',
        '/outlets',
        '/figures',
        '/judges',
        '/sheets',
        '/take-over',
      ]) {
        await page.goto(`${base}/organiser/tour/setup${path}`);
        await page.locator('[data-place="setup"] h2').first().waitFor();
        if (path !== '' && path !== '/sheets' && path !== '/take-over')
          await page.locator('fieldset .part').waitFor();
        if (process.env.SHOTS)
          await page.screenshot({
            path: `${process.env.SHOTS}/part-${path.slice(1)}-${viewport.width}.png`,
            fullPage: true,
          });
        expect([path, await violations(page)]).toEqual([path, []]);
        const width = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([path, width]).toEqual([path, 0]);
      }
      await page.getByText('奖项的名称太长，最多 120 个字').waitFor();
      expect(await page.locator('form').getByRole('button', { name: '采用' }).isDisabled()).toBe(true);
      expect(errors).toEqual([]);
    },
  );
});
