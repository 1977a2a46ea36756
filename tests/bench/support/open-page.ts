import type { Browser } from 'playwright-core';
import { PHONE } from '../../support/browser.ts';
import { TOUR } from './tour-writer.ts';

/** A viewer's page that is open in a real browser, and tells when words came into sight of whoever reads it. */
export interface OpenPage {
  /** Wall-clock time at which each of the words first stood on the page, ms; those that never did are left out. */
  seenAtUnixMs(words: readonly string[]): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
}

/** Opens the page and waits until it follows: by socket, or by polling where sockets do not get through. */
export async function openPage(browser: Browser, port: number, way: 'pushed' | 'polled'): Promise<OpenPage> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: PHONE });
  const page = await context.newPage();
  if (way === 'polled') await page.routeWebSocket(/\/socket/, (socket) => socket.close());
  await page.goto(`http://127.0.0.1:${port}/t/${TOUR}`);
  await page
    .getByText(way === 'pushed' ? '实时' : '更新')
    .first()
    .waitFor();
  await page.evaluate(() => {
    const seen: (readonly [number, string])[] = [];
    Object.assign(window, { seen });
    let asked = false;
    new MutationObserver(() => {
      if (asked) return;
      asked = true;
      // Once a frame: what is in the document then is what is painted next.
      requestAnimationFrame(() => {
        asked = false;
        seen.push([Date.now(), document.body.innerText]);
      });
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  return {
    async seenAtUnixMs(words) {
      const found = await page.evaluate((wanted) => {
        const { seen } = window as unknown as { seen: [number, string][] };
        return wanted.map((word) => seen.find(([, text]) => text.includes(word))?.[0]);
      }, words);
      return new Map(
        words.flatMap((word, index) => (found[index] === undefined ? [] : [[word, found[index]]])),
      );
    },
    close: () => context.close(),
  };
}
