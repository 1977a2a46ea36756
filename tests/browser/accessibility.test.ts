import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { SCREENS, violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  const organiser = await server.token('organiser', 'org2');
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  for (const id of ['access-01', 'access-02', 'access-03']) {
    await server.command(editor, 'publishPost', {
      postId: id,
      title: '标题',
      text: '正文',
      pictures: [],
      stopId: 's1',
    });
  }
  await server.command(editor, 'correctPost', {
    postId: 'access-01',
    basedOnVersion: 1,
    note: '有误',
    text: '改正',
  });
  await server.command(editor, 'withdrawPost', { postId: 'access-02', reason: '重复' });
  await server.command(editor, 'pinPost', { postId: 'access-03', pinned: true });
  for (const judge of ['j1', 'j2']) {
    await server.command(await server.token('judge', judge), 'castBallot', {
      itemId: 's1',
      marks: { work: '9.5', show: '9' },
    });
  }
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('axe finds nothing to complain of', () => {
  for (const { language, colorScheme, size, viewport } of SCREENS)
    test(`on the viewer's page: ${language}, ${colorScheme}, ${size}`, async () => {
      const { page, context } = await openPage(browser, { viewport, colorScheme });
      await page.goto(`${base}/${language === 'en' ? '?lang=en' : ''}`);
      await page
        .getByText(language === 'en' ? /^Live$/ : '实时')
        .first()
        .waitFor();
      await page.locator('.leaflet-container').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await context.close();
    });

  test('on the enter page and on a page that does not exist', async () => {
    const { page, context } = await openPage(browser);
    for (const path of ['/enter', '/t/no-such-tour']) {
      await page.goto(`${base}${path}`);
      expect(await violations(page)).toEqual([]);
    }
    await context.close();
  });

  test('with hidden standings', async () => {
    await server.command(await server.token('organiser', 'org3'), 'setVisibility', {
      visibility: { mode: 'hidden' },
    });
    const { page, context } = await openPage(browser, { viewport: DESKTOP });
    await page.goto(base);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});
