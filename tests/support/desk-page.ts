import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { openPage, type PageHost, type WatchedPage } from './browser.ts';
import { takeSession } from './session.ts';

/** Gives a browser the session of an editor; a lasting one survives its restart. */
export const enterAsEditor = (
  context: BrowserContext,
  token: string,
  base: string,
  lasting = false,
): Promise<void> => takeSession(context, 'editor', token, base, lasting);

/** Opens the desk and waits until it is connected. */
export async function openDeskPage(page: Page, base: string, language: 'zh' | 'en' = 'zh'): Promise<void> {
  await page.goto(`${base}/desk/tour${language === 'en' ? '?lang=en' : ''}`);
  await page.getByText(language === 'en' ? 'Connected' : '已连接').waitFor();
}

/** Opens the desk of the editor who has the token, in a context of its own, and waits until it is connected. */
export async function openDeskAs(
  browser: PageHost,
  token: string,
  base: string,
  options: Parameters<typeof openPage>[1] = {},
): Promise<WatchedPage> {
  const opened = await openPage(browser, options);
  await enterAsEditor(opened.context, token, base);
  await openDeskPage(opened.page, base);
  return opened;
}

/** A JPEG that no other number gives: noise, so that it has some bytes. */
export const photo = async (number: number, side = 160): Promise<Buffer> =>
  sharp(Buffer.from(Array.from({ length: side * side * 3 }, (_, at) => (at * (number + 7) * 31) % 251)), {
    raw: { width: side, height: side, channels: 3 },
  })
    .jpeg({ quality: 90 })
    .toBuffer();

/** Attaches pictures by the file chooser, as from a phone's gallery. */
export async function attachPhotos(page: Page, photos: readonly Buffer[]): Promise<void> {
  const before = await page.getByRole('textbox', { name: /^图片 \d+ 画面说明/ }).count();
  await page
    .locator('[data-gallery]')
    .setInputFiles(
      photos.map((buffer, at) => ({ name: `photo-${before + at}.jpg`, mimeType: 'image/jpeg', buffer })),
    );
  await page.getByRole('textbox', { name: `图片 ${before + photos.length} 画面说明` }).waitFor();
}
