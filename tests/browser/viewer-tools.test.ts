import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';

let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  const editor = await server.token('editor', 'qinchu');
  await server.command(editor, 'publishPost', {
    ...{ postId: 'tools-0001', title: '采茶姑娘', text: '茶篓里放着急救包。', pictures: [] },
  });
  await server.command(editor, 'markKeyMoment', { postId: 'tools-0001', isKey: true });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('a reader', () => {
  test('likes a post once a device, and takes it back', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(base);
    const like = page.getByRole('button', { name: /^点赞/ });
    // The page shows a like before it is answered, and remembers it after.
    const answered = page.waitForResponse((answer) => answer.url().endsWith('/like') && answer.ok());
    await like.click();
    await page.getByRole('button', { name: '点赞，已有 1 个赞', pressed: true }).waitFor();
    await answered;
    await page.waitForFunction("localStorage.getItem('lalian-likes')?.includes('tools-0001')");
    await page.evaluate('localStorage.clear()');
    await page.reload();
    await page.getByRole('button', { name: /^点赞/, pressed: false }).click();
    await page.getByRole('button', { pressed: true, name: /^点赞/ }).waitFor();
    const likes = async () => {
      const { text } = await server.get('/live/tour/snapshot.json');
      return (JSON.parse(text) as { latest: { likes: unknown } }).latest.likes;
    };
    await expect.poll(likes, { timeout: 15_000 }).toEqual({ 'tools-0001': 1 });
    await page.getByRole('button', { pressed: true, name: /^点赞/ }).click();
    await page.getByRole('button', { pressed: false, name: /^点赞/ }).waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('without signal is told that a like was not counted', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(base);
    await page.getByRole('button', { name: /^点赞/ }).waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: /^点赞/ }).click();
    await page.getByText('没有点赞成功').waitFor();
    await page.getByRole('button', { name: /^点赞/, pressed: false }).waitFor();
    await context.close();
  });

  test('finds the key moments, a share picture with a code, and larger text that stays', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(base);
    await page.getByRole('button', { name: '重要时刻' }).click();
    await page.getByRole('dialog').getByRole('link', { name: '采茶姑娘' }).waitFor();
    await page.keyboard.press('Escape');
    let letPicture = (): void => {};
    const wanted = new Promise<void>((go) => (letPicture = go));
    await page.route('**/share.png*', (route) => wanted.then(() => route.continue()));
    await page.getByRole('button', { name: '分享这条动态' }).click();
    const making = page.getByRole('dialog').getByText('正在生成图片…');
    await making.waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/share-making.png` });
    letPicture();
    const picture = page.getByRole('dialog').getByRole('img', { name: /分享图/ });
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 20_000 })
      .toBe(1200);
    await making.waitFor({ state: 'detached' });
    await page.getByRole('img', { name: '本页二维码' }).waitFor();
    await page.keyboard.press('Escape');
    const height = (): Promise<number> =>
      page.evaluate('document.querySelector("article h3").getBoundingClientRect().height');
    const before = await height();
    await page.getByRole('button', { name: '字号：标准' }).click();
    await page.getByRole('button', { name: '字号：大', exact: true }).click();
    await page.getByRole('button', { name: '字号：特大' }).waitFor();
    expect(await height()).toBeGreaterThan(before * 1.2);
    await page.reload();
    await page.getByRole('button', { name: '字号：特大' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(errors).toEqual([]);
    await context.close();
  });
});
