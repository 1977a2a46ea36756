import type { BrowserContext, Page } from 'playwright-core';
import { openPage, type PageHost, type WatchedPage } from './browser.ts';
import { takeSession } from './session.ts';

/** Gives a browser the session of a judge; a lasting one survives its restart. */
export const enterAs = (
  context: BrowserContext,
  token: string,
  base: string,
  lasting = false,
): Promise<void> => takeSession(context, 'judge', token, base, lasting);

/** Opens the page of the judge who has the token, in a context of its own, and waits until it is connected. */
export async function openJudgePage(
  browser: PageHost,
  token: string,
  base: string,
  options: Parameters<typeof openPage>[1] = {},
): Promise<WatchedPage> {
  const opened = await openPage(browser, options);
  await enterAs(opened.context, token, base);
  await opened.page.goto(`${base}/judge/tour`);
  await opened.page.getByText('已连接').waitFor();
  return opened;
}

/** Opens an item from the list. */
export async function openItem(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Types marks on the keypad, by the criterion's label. */
export async function markAll(page: Page, marks: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, mark] of Object.entries(marks)) {
    await page.getByRole('button', { name: new RegExp(`^${label} 键盘输入`) }).click();
    await page.getByRole('textbox', { name: `${label} 键盘输入` }).fill(mark);
    await page.getByRole('button', { name: '确定' }).click();
  }
}

/** How an item stands in the list, in words. */
export async function standing(page: Page, name: string): Promise<string> {
  return (await page.getByRole('link', { name }).locator('.standing').innerText()).replace(/\s/g, '');
}

/**
 * Runs in the page: scores so many stops one after another on its buttons, as fast as it takes them. The first
 * criterion of the nth list entry gets n steps, modulo 19, the others none.
 */
export async function scoreAll(stops: number): Promise<void> {
  const found = async (selector: string, text = ''): Promise<HTMLElement> => {
    for (;;) {
      const all = [...document.querySelectorAll<HTMLElement>(selector)];
      const one = all.find(({ textContent }) => textContent?.includes(text));
      if (one) return one;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  for (let at = 1; at <= stops; at += 1) {
    (await found(`li:nth-child(${at}) > a.row`)).click();
    await found('.figure');
    const [first, ...others] = [...document.querySelectorAll<HTMLElement>('.step:last-child')];
    for (let press = 0; press <= at % 19; press += 1) first?.click();
    for (const other of others) other.click();
    (await found('.bar .main:not(:disabled)')).click();
    await found('[role=status]', '已存在本机');
    (await found('.back')).click();
    await found('a.row');
    // The way back through the history ends a moment later.
    while (location.hash !== '') await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
