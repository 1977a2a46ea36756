import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { PHONE } from '../../support/browser.ts';

/** How much slower a phone of the lower middle is than the machine that measures. */
const SLOWER = 4;
/** A reader who looks for something: two and a half screens a second. */
const PIXELS_PER_SECOND = 2_000;
const STRETCH_PIXELS = 6_000;
/** Every so many frames it is looked whether posts are in sight. */
const LOOK_EVERY = 6;
const LOAD_WITHIN_MS = 120_000;

/** How a stretch of scrolling went, as the page itself saw it. */
export interface Stretch {
  /** Between one frame of the page and the next, ms. */
  readonly intervalsMs: readonly number[];
  /** Times that the page was at one thing for longer than 50 ms, ms. */
  readonly longTasksMs: readonly number[];
  /** Of the looks at the middle of the screen those that saw a box without its posts, 0 to 1. */
  readonly emptyShare: number;
  readonly pixels: number;
}

/** What a page holds once everything that can go has gone. */
export interface Held {
  readonly heapMegabytes: number;
  readonly nodes: number;
}

interface Watch {
  readonly intervalsMs: number[];
  readonly longTasksMs: number[];
  looks: number;
  empty: number;
  on: boolean;
}

/** A phone that scrolls through a tour's feed. */
export class FeedReader {
  readonly #page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.#cdp = cdp;
  }

  /** Opens the page. `keepsAll`: boxes of posts are never told that they are far, so that nothing is let go of. */
  static async open(context: BrowserContext, url: string, keepsAll: boolean): Promise<FeedReader> {
    const page = await context.newPage();
    if (keepsAll) await page.addInitScript(NOTHING_IS_FAR);
    await page.goto(url);
    await page.getByText('实时').first().waitFor();
    return new FeedReader(page, await context.newCDPSession(page));
  }

  /** A long page with nothing on it: what scrolling takes on this machine, whatever else it has to do. */
  static async openEmpty(context: BrowserContext): Promise<FeedReader> {
    const page = await context.newPage();
    await page.setContent(`<div style="height: ${STRETCH_PIXELS * 10}px"></div>`);
    return new FeedReader(page, await context.newCDPSession(page));
  }

  /** Jumps to the end, again and again, until so many posts are loaded. */
  async loadTo(posts: number): Promise<void> {
    const loaded = await this.#page.evaluate(
      async ([wanted, withinMs]) => {
        const begin = performance.now();
        let most = 0;
        while (most < wanted && performance.now() < begin + withinMs) {
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
          await new Promise(requestAnimationFrame);
          for (const article of [...document.querySelectorAll('article')].slice(-3))
            most = Math.max(most, Number(article.getAttribute('aria-posinset')));
        }
        return most;
      },
      [posts, LOAD_WITHIN_MS] as const,
    );
    if (loaded < posts) throw new Error(`Only ${loaded} of ${posts} posts could be loaded`);
  }

  /** Scrolls a stretch at a steady speed with a slowed processor. */
  async scroll(way: 'down' | 'up'): Promise<Stretch> {
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const from = await this.#page.evaluate(startWatch, LOOK_EVERY);
    await this.#cdp.send('Input.synthesizeScrollGesture', {
      ...{ x: PHONE.width / 2, y: PHONE.height / 2, speed: PIXELS_PER_SECOND },
      ...{ yDistance: way === 'down' ? -STRETCH_PIXELS : STRETCH_PIXELS, gestureSourceType: 'mouse' },
    });
    const { seen, to } = await this.#page.evaluate(() => {
      const { scrollWatch } = window as unknown as { scrollWatch: Watch };
      scrollWatch.on = false;
      return { seen: scrollWatch, to: scrollY };
    });
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const { intervalsMs, longTasksMs, looks, empty } = seen;
    return { intervalsMs, longTasksMs, emptyShare: empty / Math.max(1, looks), pixels: Math.abs(to - from) };
  }

  async toTop(): Promise<void> {
    await this.#page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await this.#page.waitForFunction(() => document.querySelector('[aria-posinset="1"]') !== null);
  }

  /** What is left after a collection of garbage. */
  async held(): Promise<Held> {
    // What was let go of in the last frames goes with the next ones.
    await this.#page.waitForTimeout(500);
    await this.#cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    const { nodes } = await this.#cdp.send('Memory.getDOMCounters');
    return { heapMegabytes: usedSize / 1024 / 1024, nodes };
  }
}

/** Counts frames, long tasks and empty boxes on the page from now on; where the page stands. */
function startWatch(lookEvery: number): number {
  const seen: Watch = { intervalsMs: [], longTasksMs: [], looks: 0, empty: 0, on: true };
  Object.assign(window, { scrollWatch: seen });
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longTasksMs.push(duration);
  });
  tasks.observe({ type: 'longtask' });
  // No functions with names: what compiles this file would have them call something that the page has not.
  void (async () => {
    let before = await new Promise<number>(requestAnimationFrame);
    while (seen.on) {
      const now = await new Promise<number>(requestAnimationFrame);
      seen.intervalsMs.push(now - before);
      before = now;
      if (seen.intervalsMs.length % lookEvery !== 0) continue;
      seen.looks += 1;
      const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      if (middle?.classList.contains('chunk')) seen.empty += 1;
    }
    tasks.disconnect();
  })();
  return scrollY;
}

/** Keeps from the boxes of posts, which alone look further than a screen to both sides, that they are far. */
const NOTHING_IS_FAR = `{
  const Native = IntersectionObserver;
  window.IntersectionObserver = class extends Native {
    constructor(take, options) {
      const isOfBoxes = options?.rootMargin?.endsWith('px 0px') && parseInt(options.rootMargin) > innerHeight;
      super((entries, observer) => {
        const told = isOfBoxes ? entries.filter(({ isIntersecting }) => isIntersecting) : entries;
        if (told.length > 0) take(told, observer);
      }, options);
    }
  };
}`;
