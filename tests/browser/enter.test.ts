import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createInvite, type InviteRequest } from '../../server/access/invites.ts';
import { createTour } from '../../server/live/tour-records.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser, type WatchedPage } from '../support/browser.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let opened: WatchedPage;
let page: Page;

type Wanted = Pick<InviteRequest, 'role' | 'id'> & Partial<InviteRequest>;
const invite = async (request: Wanted, tour = 'tour') =>
  `${base}/enter#${(await createInvite(server.store, tour, { createdBy: 'test', ...request }, Date.now())).code}`;
const card = () => page.locator('.card');
const shows = (...texts: readonly string[]) =>
  expect.poll(() => card().innerText()).toMatch(new RegExp(texts.join('[\\s\\S]*')));
/** The API's own word on whom the browser acts as. */
const actsAs = (role: string, tour = 'tour') =>
  page.evaluate(
    async (url) => (await (await fetch(url)).json()).id as string | undefined,
    `/api/tours/${tour}/session?as=${role}`,
  );

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  await server.command(await server.token('organiser', 'boss'), 'appointJudges', {
    judges: [
      { id: 'j1', name: '张评委' },
      { id: 'j2', name: '李评委', areaId: 'fang' },
    ],
  });
  base = await server.listen();
  opened = await openPage(browser);
  page = opened.page;
});
afterEach(async () => {
  expect(opened.errors).toEqual([]);
  await opened.context.close();
  await server.close();
});

describe('an invite opened in a tab where the page is open already', () => {
  test('is taken at once, whoever it is for', async () => {
    await page.goto(await invite({ role: 'judge', id: 'j1' }));
    await shows('已进入', '张评委');
    await page.goto(await invite({ role: 'judge', id: 'j2' }));
    await shows('李评委');
    expect(await actsAs('judge')).toBe('j2');
    await page.goto(await invite({ role: 'editor', id: 'qinchu', name: '王记者' }));
    await shows('媒体编辑', '王记者', '秦楚网');
    expect([await actsAs('judge'), await actsAs('editor')]).toEqual(['j2', 'qinchu']);
    await createTour(server.store, 'other', Date.now());
    await page.goto(await invite({ role: 'organiser', id: 'boss', name: '赵主任' }, 'other'));
    await shows('组织方', '赵主任', 'other');
    expect(await page.getByRole('link', { name: '打开组织方页面' }).getAttribute('href')).toBe(
      '/organiser/other',
    );
    expect(page.url()).toBe(`${base}/enter`);
  });

  test('of somebody who is called as his role is says so once', async () => {
    await page.goto(await invite({ role: 'presenter', id: 'host', name: '主持人' }));
    await shows('已进入');
    expect(await page.locator('.who').innerText()).toBe('主持人');
  });

  test('of a device is told where it belongs', async () => {
    await page.goto(await invite({ role: 'tracker', id: 'bus' }));
    await shows('没有进入', '定位设备', '定位应用');
  });

  test('is taken after one that was refused, and after an address without one', async () => {
    await page.goto(`${base}/enter`);
    await shows('链接不完整');
    await page.goto(`${base}/enter#tour.${'A'.repeat(43)}`);
    await shows('没有进入');
    await page.goto(await invite({ role: 'judge', id: 'j1' }));
    await shows('张评委');
  });

  test('once for all leads to the same session when it is opened again', async () => {
    const link = await invite({ role: 'organiser', id: 'organiser', once: true });
    for (let time = 0; time < 3; time += 1) {
      await page.goto(link);
      await shows('已进入', '组织方');
    }
  });

  test('while another is still asked about stays the one that counts', async () => {
    await page.goto(`${base}/enter`);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/session', async (route) => {
      if (
        route
          .request()
          .postData()
          ?.includes(first.split('#')[1] ?? '')
      )
        await held;
      await route.continue();
    });
    const first = await invite({ role: 'judge', id: 'j1' });
    await page.goto(first);
    await page.goto(await invite({ role: 'judge', id: 'j2' }));
    letGo();
    await shows('李评委');
    expect(await actsAs('judge')).toBe('j2');
  });
});

describe('whoever comes back to the page', () => {
  test('by Back or by loading it again is still inside, and the secret is nowhere in the history', async () => {
    const link = await invite({ role: 'judge', id: 'j1' });
    await page.goto(link);
    await shows('张评委');
    await page.reload();
    await shows('已进入', '张评委');
    await page.getByRole('link', { name: '打开直播页' }).click();
    await page.waitForURL(`${base}/t/tour`);
    await page.goBack();
    await shows('已进入', '张评委');
    expect(page.url()).toBe(`${base}/enter`);
  });

  test('sees who acts now, not who did before', async () => {
    await page.goto(await invite({ role: 'judge', id: 'j1' }));
    await shows('张评委');
    await page.goto(await invite({ role: 'judge', id: 'j2' }));
    await shows('李评委');
    await page.goBack();
    await shows('李评委');
    await page.evaluate(() => fetch('/api/tours/tour/session', { method: 'DELETE' }));
    await page.goForward();
    await shows('没有进入');
  });

  test('from the browser’s memory sees whether the session still is', async () => {
    await page.goto(await invite({ role: 'judge', id: 'j1' }));
    await shows('张评委');
    await page.evaluate(() => fetch('/api/tours/tour/session', { method: 'DELETE' }));
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await shows('没有进入');
  });
});

describe('a one-time link on a bad network', () => {
  test('opens when its answer was lost and it is tried again', async () => {
    let lose = true;
    await page.route('**/api/session', async (route) => {
      if (!lose) return route.continue();
      lose = false;
      await route.fetch();
      return route.abort();
    });
    await page.goto(await invite({ role: 'organiser', id: 'organiser', once: true }));
    await shows('连接不上服务器');
    await page.getByRole('button', { name: '重试' }).click();
    await shows('已进入', '组织方');
  });

  test('opens when two tabs take it at the same moment', async () => {
    const link = await invite({ role: 'organiser', id: 'organiser', once: true });
    const second = await opened.context.newPage();
    for (const one of [page, second]) await one.goto(`${base}/healthz`);
    await Promise.all([page.goto(link), second.goto(link)]);
    for (const one of [page, second])
      await expect.poll(() => one.locator('.card').innerText()).toContain('已进入');
  });
});

describe('the card', () => {
  test('never names anybody by an id, and says what each does next', async () => {
    const next = {
      judge: '给每个指标打分',
      editor: '在编辑台写稿',
      area: '车队何时到达',
      screen: '全屏',
      organiser: '打分进度',
    };
    const ids = { judge: 'j2', editor: 'qinchu', area: 'fang', screen: 'hall-1', organiser: 'organiser' };
    for (const role of ['judge', 'editor', 'area', 'screen', 'organiser'] as const) {
      await page.goto(await invite({ role, id: ids[role] }));
      await shows(next[role]);
      expect(await page.locator('.who').innerText()).not.toMatch(/[a-z]/);
      expect(await card().innerText()).not.toContain('接口');
    }
  });

  test('is in the language that the reader chose, refusals and names included', async () => {
    await page.goto((await invite({ role: 'area', id: 'fang' })).replace('/enter', '/enter?lang=en'));
    await shows('You are in', 'Area', 'Fang', 'Sample tour');
    await page.goto(`${base}/enter?lang=en#tour.${'A'.repeat(43)}`);
    await shows('You are not in', 'This invite link is not valid');
  });
});
