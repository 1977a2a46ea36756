import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { type PageHost, shareBrowser } from '../support/browser.ts';
import { uploadPicture } from '../support/editor-pictures.ts';
import { makeFinal } from '../support/final-tour.ts';
import { HALL_SIZES, hallSteps, openHallScreen } from '../support/hall-page.ts';
import { sampleSetup } from '../support/sample-tour.ts';

const FORTY = '十堰市郧阳区茶店镇新时代文明实践所暨红马甲志愿服务总队示范基地综合服务中心连心站点';
const SCENES = ['map', 'replay', 'figures', 'wall', 'story'] as const;
const programme: Programme = {
  scenes: [
    { id: 'opening', kind: 'title' },
    ...SCENES.map((kind) => ({
      ...{ id: kind, kind },
      ...(kind === 'story' && { areaId: 'fang' }),
      ...(kind === 'figures' && { text: { zh: '截至2022年7月。'.repeat(6) } }),
    })),
  ],
  ...{ grain: 'part', delaySeconds: 0, outside: 'opened', hall: 'dark', calm: false },
};

let browser: PageHost;
let server: TestApp;
let base: string;
let editor: string;
let screen: string;
let organiser: string;

const publish = async (postId: string, more: Record<string, unknown>, size?: readonly [number, number]) => {
  const picture = await uploadPicture(server, editor, '#336699', size);
  const { status } = await server.command(editor, 'publishPost', {
    ...{ postId, title: FORTY, text: '正文', pictures: [{ ...picture, caption: FORTY }] },
    ...more,
  });
  expect(status).toBe(200);
};
/** What of the scene that is on stands outside of the screen, or under its lower edge. */
const outside = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('[data-layer="on"] *')) {
      if (element.closest('svg') !== null || element.closest('[data-clip]') !== null) continue;
      const { left, top, right, bottom, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1))
        found.push(`${element.tagName}.${element.className}`);
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('the page scrolls');
    return found;
  });

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  editor = await server.token('editor', 'qinchu', { name: '王记者' });
  screen = await server.token('screen', 'hall');
  const first = await server.token('organiser', 'org');
  const setup = {
    ...sampleSetup,
    areas: sampleSetup.areas.map((area) => ({ ...area, name: { zh: FORTY } })),
    stops: sampleSetup.stops.map((stop) => ({ ...stop, name: { zh: FORTY } })),
    figures: Array.from({ length: 12 }, (_, at) => ({
      ...{ value: `${at + 1}36,000`, unit: { zh: '个' }, label: { zh: FORTY.slice(0, 30) } },
    })),
  };
  expect((await server.command(first, 'setUpTour', { setup, basedOnVersion: 1 })).status).toBe(200);
  await server.command(first, 'beginDay', { day: 1 });
  for (const stopId of ['s1', 's2']) {
    await server.command(first, 'markStop', { stopId, status: 'arrived' });
    await server.command(first, 'markStop', { stopId, status: 'left' });
  }
  await server.command(first, 'markStop', { stopId: 's3', status: 'on-the-way' });
  await publish('picture-01', { stopId: 's1' });
  await publish('picture-02', { stopId: 's2' }, [800, 1200]);
  await server.command(editor, 'publishPost', {
    ...{ postId: 'quote-0001', text: '', pictures: [], areaId: 'fang' },
    feature: {
      kind: 'quote',
      words: '她家有事我去过，我家有事她会来。'.repeat(4),
      person: '陈队长',
      function: FORTY,
    },
  });
  organiser = await makeFinal(server, programme);
  expect((await server.command(organiser, 'beginCeremony', {})).status).toBe(200);
});
afterEach(async () => {
  await server.close();
});

describe('scenes of the tour', () => {
  test('stand within every form of screen, in names of forty letters', async () => {
    const screens = await Promise.all(
      Object.values(HALL_SIZES).map((size) => openHallScreen(browser, base, screen, { size })),
    );
    const goTo = hallSteps(server, organiser);
    for (const sceneId of SCENES) {
      const step = await goTo({ sceneId });
      for (const { page } of screens) {
        await page
          .locator(`main[data-step="${step}"][data-settled] [data-layer="on"] .sized > .scene`)
          .waitFor();
        expect(await outside(page), `${sceneId} at ${page.viewportSize()?.width}`).toEqual([]);
      }
    }
    for (const { errors, context } of screens) {
      expect(errors).toEqual([]);
      await context.close();
    }
  });

  test('a picture of the wall is gone as soon as it is withdrawn, and none is ever cut', async () => {
    const { page, context, errors } = await openHallScreen(browser, base, screen);
    await hallSteps(server, organiser)({ sceneId: 'wall' });
    const pictures = page.locator('[data-layer="on"] figure img');
    await expect.poll(() => pictures.count()).toBe(2);
    const fits = await pictures.evaluateAll((all) =>
      (all as HTMLImageElement[]).map((image) => {
        const { width, height } = image.getBoundingClientRect();
        return getComputedStyle(image).objectFit === 'contain' && width > 0 && height > 0;
      }),
    );
    expect(fits).toEqual([true, true]);
    expect(await page.locator('[data-layer="on"] figcaption').first().textContent()).toContain('秦楚网');
    await server.command(editor, 'withdrawPost', { postId: 'picture-01', reason: '重复发布' });
    await expect.poll(() => pictures.count()).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('the replay is over after ninety seconds, and a jump begins it anew', async () => {
    const { page, context, errors } = await openHallScreen(browser, base, screen);
    await page.locator('main[data-step="1"]').waitFor();
    await page.clock.install();
    const goTo = hallSteps(server, organiser);
    await goTo({ sceneId: 'replay' });
    const days = page.locator('[data-layer="on"] h2');
    await days.waitFor();
    await page.clock.fastForward(100_000);
    // Both stops of the one day.
    await expect.poll(() => days.textContent()).toContain('2 个点位');
    await goTo({ sceneId: 'replay' });
    await expect.poll(() => days.textContent()).toBe('示例');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('whoever wants less motion gets still pictures', async () => {
    const { page, context, errors } = await openHallScreen(browser, base, screen, { still: true });
    await hallSteps(server, organiser)({ sceneId: 'replay' });
    await page.locator('[data-layer="on"] .stills img').waitFor();
    expect(await page.locator('[data-layer="on"] .convoy').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});
