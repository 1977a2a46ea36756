import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
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
    await page.getByRole('main').getByRole('link', { name: '设置', exact: true }).click();
    await page.locator('#parts').waitFor();
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/list-${viewport.width}.png`, fullPage: true });
    expect(errors).toEqual([]);
  });
});
