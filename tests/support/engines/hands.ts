import { until } from '../until.ts';
import type { EnginePage } from './engine.ts';

/** Text of a page as a person reads it, without white space. */
const textOf = (page: EnginePage): Promise<string> =>
  page.run<string>("return document.body.innerText.replace(/\\s+/g, '')");

/** Waits until a page says something; fails with what it says instead. */
export async function says(page: EnginePage, words: string): Promise<void> {
  let last = '';
  try {
    await until(async () => {
      last = await textOf(page);
      return last.includes(words.replace(/\s+/g, ''));
    }, words);
  } catch (cause) {
    const errors = (await page.takeErrors()).join('; ');
    throw new Error(`It never says ${words}, but: ${last.slice(0, 300)}; errors: ${errors}`, { cause });
  }
}

/** Presses what `selector` finds with `words` in its text or label, once it is there and can be pressed. */
export async function press(page: EnginePage, selector: string, words = ''): Promise<void> {
  const script = `
    const found = [...document.querySelectorAll(${JSON.stringify(selector)})].find((one) =>
      !one.disabled && one.getClientRects().length > 0 &&
      (one.textContent + ' ' + (one.getAttribute('aria-label') || '')).includes(${JSON.stringify(words)}));
    if (found) found.click();
    return found !== undefined;`;
  await until(() => page.run<boolean>(script), `${selector} ${words} to be pressed`);
}

/** Writes into a field as a person does: the page hears of it. */
export async function write(page: EnginePage, selector: string, text: string): Promise<void> {
  const script = `
    const field = document.querySelector(${JSON.stringify(selector)});
    if (!field) return false;
    field.focus();
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return true;`;
  await until(() => page.run<boolean>(script), `${selector} to write into`);
}
