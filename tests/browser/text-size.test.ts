import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../shared/tour/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { crumbled, enlarge, illegible } from '../support/legibility.ts';
import { sampleSetup } from '../support/sample-tour.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
const tokens: Record<string, string> = {};
const LONG = 'https://example.org/照片/20220707112233445566778899aabbccddeeff00112233445566778899';

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp();
  base = await server.listen();
  const organiser = await server.token('organiser', 'org2');
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  const judge = await server.token('judge', 'j1');
  Object.assign(tokens, { organiser, editor, judge });
  const notice = { zh: '演示：人名、分数和报道都是编的。', en: 'A demonstration.' };
  await server.command(organiser, 'setUpTour', { setup: { ...sampleSetup, notice }, basedOnVersion: 1 });
  await server.command(organiser, 'beginDay', { day: 1 });
  await server.command(organiser, 'markStop', { stopId: 's1', status: 'arrived' });
  for (const id of ['enlarged-01', 'enlarged-02'])
    await server.command(editor, 'publishPost', {
      ...{
        postId: id,
        title: '水坪镇实践所的志愿者在门口迎接车队',
        text: '正文。'.repeat(40),
        pictures: [],
        stopId: 's1',
      },
    });
  for (const id of ['j1', 'j2', 'j3']) {
    const token = await server.token('judge', id);
    for (const itemId of ['s1', 's2'])
      await server.command(token, 'castBallot', { itemId, marks: { work: '9.5', show: '9' } });
  }
  for (const [index, severity] of ['grave', 'minor'].entries())
    await server.command(judge, 'noteProblem', {
      ...{ problemId: `enlarged-${index}`, itemId: 's1', kind: 'site', severity, text: LONG },
    });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const views: Record<string, { path: string; role?: Role; ready: string }> = {
  'the feed': { path: '/', ready: 'article' },
  "the viewer's map": { path: '/#map', ready: '.leaflet-container' },
  "the viewer's standings": { path: '/#standings', ready: '#standings table, #standings li' },
  "the judge's list": { path: '/judge/tour', role: 'judge', ready: 'a.row' },
  "the judge's ballot": { path: '/judge/tour#s1', role: 'judge', ready: '#problems' },
  "a judge's empty ballot": { path: '/judge/tour#s3', role: 'judge', ready: '.bar' },
  'the desk': { path: '/desk/tour', role: 'editor', ready: 'textarea' },
  'what the organiser has to decide': { path: '/organiser/tour', role: 'organiser', ready: '#now article' },
  "the organiser's matrix": { path: '/organiser/tour/scores', role: 'organiser', ready: '#matrix table' },
  "the organiser's result": { path: '/organiser/tour/result', role: 'organiser', ready: '#ranking table' },
  "the organiser's meeting": { path: '/organiser/tour/meeting', role: 'organiser', ready: '#programme' },
  "the organiser's set-up": { path: '/organiser/tour/setup', role: 'organiser', ready: '#parts' },
  'what the organiser makes public': {
    path: '/organiser/tour/public',
    role: 'organiser',
    ready: '#visibility',
  },
  "the organiser's problems": { path: '/organiser/tour/problems', role: 'organiser', ready: '#problems li' },
  'the page of invites': { path: '/enter', ready: 'h1' },
  'the feed embedded': { path: '/embed/tour', ready: 'article' },
};
async function opened(
  name: string,
  language = 'zh',
  reducedMotion: 'reduce' | 'no-preference' = 'reduce',
): Promise<{ page: Page; close: () => Promise<void> }> {
  const { path, role, ready } = views[name] ?? { path: '/', ready: 'body' };
  const { page, context } = await openPage(browser, {
    viewport: PHONE,
    // Boxes take their new heights at once.
    reducedMotion,
    locale: language === 'en' ? 'en' : 'zh-CN',
  });
  if (role !== undefined) await takeSession(context, role, tokens[role] ?? '', base);
  const [before, hash] = path.split('#');
  await page.goto(`${base}${before}${language === 'en' ? '?lang=en' : ''}${hash ? `#${hash}` : ''}`);
  await page.locator(ready).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  return { page, close: () => context.close() };
}
/** What is wrong from top to bottom, a screen at a time: what sticks to an edge lies elsewhere on each. */
async function wrongOn(page: Page): Promise<string[]> {
  const wrong = new Set<string>();
  for (;;) {
    for (const one of await illegible(page)) wrong.add(one);
    const goesOn = await page.evaluate(() => {
      const before = scrollY;
      scrollBy({ top: innerHeight * 0.7, behavior: 'instant' });
      return scrollY > before + 1;
    });
    if (!goesOn) return [...wrong];
  }
}

describe('with text twice as large nothing is cut, covered or beside the screen', () => {
  for (const name of Object.keys(views))
    for (const language of ['zh', 'en'])
      test(`${name}, spaced or not: ${language}`, async () => {
        const { page, close } = await opened(name, language);
        for (const spaced of [false, true]) {
          await enlarge(page, { spaced });
          if (process.env.SHOTS)
            await page.screenshot({
              path: `${process.env.SHOTS}/text-${name.replace(/\W/g, '')}-${language}-${spaced}.png`,
              fullPage: true,
            });
          expect(await wrongOn(page), spaced ? 'spaced' : 'as it is').toEqual([]);
          await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
        }
        await close();
      });
});

describe('on a phone', () => {
  test.each(['the feed', "a judge's empty ballot"])(
    'what stays at the edges takes no more than a third of the screen, with large text too: %s',
    async (name) => {
      const { page, close } = await opened(name);
      await enlarge(page, { spaced: false });
      await page.evaluate(() => scrollTo({ top: 900, behavior: 'instant' }));
      const share = await page.evaluate(() => {
        const bars = [...document.querySelectorAll('body *')].filter((one) => {
          const { position } = getComputedStyle(one);
          const { top, bottom, height } = one.getBoundingClientRect();
          return (
            /fixed|sticky/.test(position) &&
            height > 0 &&
            bottom > 0 &&
            top < innerHeight &&
            one.checkVisibility()
          );
        });
        const covered = new Set<number>();
        for (const bar of bars) {
          const { top, bottom } = bar.getBoundingClientRect();
          for (let y = Math.max(0, Math.ceil(top)); y < Math.min(innerHeight, bottom); y += 1) covered.add(y);
        }
        return covered.size / innerHeight;
      });
      expect(share).toBeLessThan(1 / 3);
      await close();
    },
  );

  test.each([
    ["a judge's empty ballot", '.bar'],
    ['what the organiser has to decide', '#now article, header .tour'],
    ["the organiser's matrix", 'header .tour, #matrix .number, #matrix .given'],
  ])('no word or figure of %s falls apart into letters', async (name, selector) => {
    const { page, close } = await opened(name);
    await enlarge(page, { spaced: false });
    expect(await page.locator(selector).count()).toBeGreaterThan(0);
    expect(await crumbled(page, selector)).toEqual([]);
    if (name.includes('organiser')) {
      const name = page.locator('header .tour');
      expect(await name.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    }
    await close();
  });

  test('text that grows while the page is read has its room at once', async () => {
    const { page, close } = await opened('the feed', 'zh', 'no-preference');
    await page.evaluate(() => new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn), 100)));
    await enlarge(page, { spaced: false });
    const held = await page.evaluate(
      () =>
        new Promise<string[]>((answer) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              answer(
                [...document.querySelectorAll<HTMLElement>('main [style*="height"]')].map(
                  (box) => box.className,
                ),
              ),
            ),
          ),
        ),
    );
    expect(held).toEqual([]);
    await close();
  });

  test('in the head what belongs together stands on one line', async () => {
    const { page, close } = await opened('the feed');
    await page.evaluate(() => scrollTo({ top: 900, behavior: 'instant' }));
    const part = page.locator('header .now span');
    await part.first().waitFor();
    const lines = await part.evaluateAll((parts) =>
      parts.map((one) => [getComputedStyle(one).whiteSpace, one.getClientRects().length]),
    );
    expect(lines).toEqual([['nowrap', 1]]);
    await close();
  });

  test('the head stays as high as it is while the page scrolls, and nothing beneath it moves', async () => {
    const { page, close } = await opened('the feed');
    const heights = new Set<number>();
    const tops = new Set<number>();
    for (let y = 0; y <= 1200; y += 60) {
      await page.evaluate((to) => scrollTo({ top: to, behavior: 'instant' }), y);
      const [height, top] = await page.evaluate(() => [
        document.querySelector('header')?.getBoundingClientRect().height ?? 0,
        (document.querySelector('#feed')?.getBoundingClientRect().top ?? 0) + scrollY,
      ]);
      heights.add(Math.round(height ?? 0));
      tops.add(Math.round(top ?? 0));
    }
    expect([heights.size, tops.size]).toEqual([1, 1]);
    await close();
  });
});
