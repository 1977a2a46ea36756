import type { BrowserContext, Page } from 'playwright-core';

/** Gives a browser the session of a judge; a lasting one survives its restart. */
export async function enterAs(
  context: BrowserContext,
  token: string,
  base: string,
  lasting = false,
): Promise<void> {
  const expires = lasting ? { expires: Math.floor(Date.now() / 1000) + 3600 } : {};
  await context.addCookies([
    { name: 'lalian.tour.judge', value: token, url: base, httpOnly: true, ...expires },
  ]);
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
