import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { uploadPicture } from '../support/editor-pictures.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let editor: string;

/** Publishes a post with one picture, which was taken at a place. */
async function publish(postId: string, alt: string, place: readonly [number, number] | undefined, more = {}) {
  const picture = await uploadPicture(server, editor, '#336699');
  await server.command(editor, 'publishPost', {
    ...{ postId, title: alt, text: '正文', ...more },
    pictures: [{ ...picture, alt, altEn: `${alt} (en)`, ...(place && { place }) }],
  });
}
const onMap = (page: Page) => page.locator('.map-photo');
/** Closes the gallery by keyboard, as soon as it has opened so far that it can be. */
async function close(page: Page): Promise<void> {
  const left = async () => {
    await page.keyboard.press('Escape');
    return page.locator('.pswp').count();
  };
  await expect.poll(left, { timeout: 10_000 }).toBe(0);
}

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu', { name: '王记者' });
});
afterEach(async () => {
  await server.close();
});

describe('pictures on the map', () => {
  test('appear as posts arrive, open by keyboard, and are gone after a withdrawal', async () => {
    const { page, context, errors } = await openPage(browser, { viewport: DESKTOP });
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    await publish('mapped-001', '采茶', [32.302, 109.803]);
    const tea = page.getByRole('button', { name: '图片：采茶' });
    await tea.waitFor();
    const box = await tea.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    expect(await violations(page)).toEqual([]);

    // Beside the number of the stop, not on it.
    const stop = await page.locator('.map-stop').first().locator('.map-dot').boundingBox();
    const covers =
      box && stop && box.x < stop.x + stop.width && stop.x < box.x + box.width && box.y < stop.y + stop.height
        ? stop.y < box.y + box.height
        : false;
    expect(covers).toBe(false);

    await tea.focus();
    await page.keyboard.press('Enter');
    await page.locator('.pswp').getByText('采茶').waitFor();
    await close(page);
    expect(await tea.evaluate((node) => node === document.activeElement)).toBe(true);

    await server.command(editor, 'withdrawPost', { postId: 'mapped-001', reason: '重复发布' });
    await tea.waitFor({ state: 'detached' });
    expect(await onMap(page).count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('close together are one with their number, and apart from near; a drag presses nothing', async () => {
    await publish('mapped-001', '茶园', [32.3, 109.8]);
    await publish('mapped-002', '茶室', [32.31, 109.81]);
    await publish('mapped-003', '广场', undefined, { position: [32.318, 109.795] });
    await publish('mapped-004', '哪里', undefined);
    const { page, context, errors } = await openPage(browser, { viewport: DESKTOP, locale: 'en' });
    await page.goto(`${base}/?lang=en`);
    const all = page.getByRole('button', { name: '广场 (en); 3 pictures here' });
    await all.waitFor();
    expect(await onMap(page).count()).toBe(1);

    const { x, y, width, height } = (await all.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x - 90, y - 260, { steps: 4 });
    await page.mouse.up();
    expect(await page.locator('.pswp').count()).toBe(0);

    // A key after the drag is a press all the same, on pictures and on stops.
    await all.focus();
    await page.keyboard.press('Enter');
    await page.locator('.pswp').getByText('广场').waitFor();
    await page.locator('.pswp__button--arrow--next').click();
    await page.locator('.pswp').getByText('茶室').waitFor();
    await close(page);
    await page.locator('.map-stop').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '水坪镇实践所' }).waitFor();

    // The focus stays with its picture when the group comes apart.
    await all.focus();
    const nearer = async () => {
      await page.keyboard.press('+');
      return onMap(page).count();
    };
    await expect.poll(nearer, { timeout: 20_000 }).toBe(3);
    await page.getByRole('button', { name: 'Picture: 广场 (en)' }).and(page.locator(':focus')).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('of older posts come once the map is looked at', async () => {
    await publish('mapped-001', '很早', [32.3, 109.8]);
    for (let at = 0; at < 30; at += 1) {
      await server.command(editor, 'publishPost', {
        ...{ postId: `plain-0${at + 100}`, title: `第${at}条`, text: '正文', pictures: [] },
      });
    }
    const { page, context, errors } = await openPage(browser, { viewport: PHONE });
    await page.goto(base);
    await page.getByText('实时').first().waitFor();
    await page.locator('.drawn-map').waitFor();
    expect(await onMap(page).count()).toBe(0);
    await page.getByRole('link', { name: '地图', exact: true }).click();
    await page.getByRole('button', { name: '图片：很早' }).waitFor();
    await server.command(editor, 'withdrawPost', { postId: 'mapped-001', reason: '重复发布' });
    await onMap(page).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  });
});
