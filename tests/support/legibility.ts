import type { Page } from 'playwright-core';

/** Doubles the text of a page, as a reader's browser does, and sets it apart as WCAG 2.2, 1.4.12 says. */
export async function enlarge(page: Page, { spaced }: { readonly spaced: boolean }): Promise<void> {
  await page.evaluate((apart) => {
    document.documentElement.style.fontSize = '200%';
    if (!apart) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, spaced);
}

/**
 * What cannot be read on a page as it stands (but for a line that ends in an ellipsis, and opens or stands elsewhere in full): texts that are cut, by the screen's side or by a box around them, and
 * texts that lie on each other. Nothing of the drawn map, whose type does not grow, nor of what scrolls by itself.
 */
export function illegible(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // What a scroll leads to begins a frame later; and what fades is neither there nor gone.
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frames = 0; frames < 3; frames += 1) await drawn();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    const SLACK_PX = 2;
    interface Text {
      readonly said: string;
      readonly box: DOMRect;
      readonly layer: Element | null;
    }
    const wrong: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth)
      wrong.push(`sideways ${document.documentElement.scrollWidth}`);
    const layerOf = (element: Element): Element | null => {
      for (let at: Element | null = element; at !== null; at = at.parentElement)
        if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
      return null;
    };
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const said = node.textContent?.trim() ?? '';
      if (said === '' || parent === null) continue;
      if (
        parent.closest('.drawn-map, svg, .unseen, script, style, noscript, option, textarea, .skip, [hidden]')
      )
        continue;
      if (!parent.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      let box = range.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      let scrolls = false;
      let seen = true;
      let view = new DOMRect(-1e5, -1e5, 2e5, 2e5);
      const cuts: string[] = [];
      for (let at: Element | null = parent; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY, clipPath, position, textOverflow, webkitLineClamp } =
          getComputedStyle(at);
        if (clipPath === 'inset(50%)') seen = false;
        if (/auto|scroll/.test(overflowX + overflowY)) scrolls = true;
        if (scrolls || position === 'fixed') break;
        if (!/hidden|clip/.test(overflowX + overflowY)) continue;
        const edge = at.getBoundingClientRect();
        const [left, top] = [Math.max(view.left, edge.left), Math.max(view.top, edge.top)];
        view = new DOMRect(
          left,
          top,
          Math.min(view.right, edge.right) - left,
          Math.min(view.bottom, edge.bottom) - top,
        );
        const isTold = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
        const isWide = box.right > edge.right + SLACK_PX || box.left < edge.left - SLACK_PX;
        const isHigh = box.bottom > edge.bottom + SLACK_PX || box.top < edge.top - SLACK_PX;
        // What ends in an ellipsis is no larger, for what is around it, than what is left of it.
        if (isTold) box = view;
        else if (isWide || isHigh) cuts.push(`cut: ${said.slice(0, 24)} (${at.className})`);
      }
      if (!seen) continue;
      wrong.push(...cuts);
      for (const line of range.getClientRects()) {
        const [left, top] = [Math.max(view.left, line.left), Math.max(view.top, line.top)];
        const [right, bottom] = [Math.min(view.right, line.right), Math.min(view.bottom, line.bottom)];
        if (right - left < 2 || bottom - top < 2) continue;
        if (!scrolls && (right > innerWidth + SLACK_PX || left < -SLACK_PX))
          wrong.push(`off the screen: ${said.slice(0, 24)}`);
        texts.push({ said, box: new DOMRect(left, top, right - left, bottom - top), layer: layerOf(parent) });
      }
    }
    texts.forEach((one, index) => {
      for (const other of texts.slice(index + 1)) {
        if (one.layer !== other.layer || one.said === other.said) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Boxes of lines may touch; letters that do lie on each other share more than their leading.
        if (across > 4 && down > Math.min(one.box.height, other.box.height) * 0.4)
          wrong.push(`on each other: ${one.said.slice(0, 16)} | ${other.said.slice(0, 16)}`);
      }
    });
    return [...new Set(wrong)];
  });
}

/** Words within what a selector finds that are broken into more lines than halves of their letters: one letter a line. */
export function crumbled(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((boxes) =>
    boxes.flatMap((box) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const said = node.textContent?.trim() ?? '';
        const letters = said.replace(/\s/g, '').length;
        const range = document.createRange();
        range.selectNodeContents(node);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (letters > 1 && new Set(tops).size > letters / 2) found.push(said);
      }
      return found;
    }),
  );
}
