import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { startNewsSite } from '../support/news-site.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp({ env: { PUBLIC_URL: 'https://tour.example.org' } });
  base = await server.listen();
  const editor = await server.token('editor', 'qinchu');
  const publish = (id: string, title: string) =>
    server.command(editor, 'publishPost', { postId: `embed-${id}`, title, text: '正文', pictures: [] });
  await publish('wanted-1', '被嵌入的一条');
  for (let n = 0; n < 8; n += 1) await publish(`later-${n}x`, `后来的第 ${n} 条`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A page of another site with this in it. */
async function onNewsSite(html: string) {
  const site = await startNewsSite(
    `<!doctype html><html lang="zh-CN"><title>新闻</title><h1>新闻页</h1>${html}`,
  );
  const watched = await openPage(browser, { viewport: { width: 800, height: 1200 } });
  await watched.page.goto(site.url);
  return {
    page: watched.page,
    async close() {
      await watched.context.close();
      await site.close();
    },
  };
}

test('a post’s address embeds that post: it is what is seen first, and the newest follow', async () => {
  // The server believes to have another address than the one it listens at in tests.
  const site = 'https://tour.example.org';
  const { text } = await server.get(`/oembed?url=${encodeURIComponent(`${site}/t/tour/p/embed-wanted-1`)}`);
  const { html } = JSON.parse(text) as { html: string };
  expect(html).toContain(`src="${site}/embed/tour?post=embed-wanted-1"`);
  const { page, close } = await onNewsSite(html.replace(site, base));
  try {
    const frame = page.frameLocator('iframe');
    await frame.locator('article').first().getByText('被嵌入的一条').waitFor();
    expect(await frame.locator('article').count()).toBe(7);
    expect(await frame.getByText('被嵌入的一条').count()).toBe(1);
    const box = await frame.locator('article').first().boundingBox();
    expect(box?.y).toBeLessThan(300);
  } finally {
    await close();
  }
});

test.each([
  'allow-scripts allow-popups allow-popups-to-escape-sandbox',
  'allow-scripts allow-popups',
  'allow-scripts allow-same-origin allow-popups',
])('a link that is clicked in a frame with the sandbox "%s" opens its page', async (sandbox) => {
  const { page, close } = await onNewsSite(
    `<iframe sandbox="${sandbox}" src="${base}/embed/tour?post=embed-wanted-1" width="560" height="640"></iframe>`,
  );
  try {
    const link = page.frameLocator('iframe').locator('footer a');
    await link.waitFor();
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await opened.getByText('被嵌入的一条').first().waitFor();
    expect(new URL(opened.url()).pathname).toBe('/t/tour');
  } finally {
    await close();
  }
});

test('in a frame that may open nothing, a post that is clicked is shown in it', async () => {
  const { page, close } = await onNewsSite(
    `<iframe sandbox="allow-scripts" src="${base}/embed/tour" width="560" height="640"></iframe>`,
  );
  try {
    const frame = page.frameLocator('iframe');
    await frame.getByRole('link', { name: '后来的第 5 条' }).click();
    await frame.locator('section article').first().getByText('后来的第 5 条').waitFor();
    await expect.poll(() => page.frames()[1]?.url()).toBe(`${base}/embed/tour?post=embed-later-5x`);
    expect(page.context().pages().length).toBe(1);
  } finally {
    await close();
  }
});
