import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { photo } from '../support/desk-page.ts';
import { provideChromium } from '../support/engines/chromium-package.ts';
import { press, says, write } from '../support/engines/hands.ts';
import { type ChromiumPage, startOldChromium } from '../support/engines/old-chromium.ts';
import { judgeRound, markAndSend, viewerRound } from '../support/engines/rounds.ts';
import { startWorld, type World } from '../support/engines/world.ts';
import { until } from '../support/until.ts';

/*
 * The pages in the oldest Chromium that they are made for, and in the last one for Windows 7 and 8. Where one cannot be
 * had, that is said; in continuous integration it is a failure.
 */
describe.each([86, 109] as const)('Chromium %i', (version) => {
  let page: ChromiumPage;
  let world: World;
  let lacking: string | undefined;

  beforeAll(async () => {
    const files = await provideChromium(version).catch((cause: Error) => {
      if (process.env.CI === 'true') throw cause;
      lacking = cause.message;
      console.warn(`!! NOT RUN: the pages in Chromium ${version}. ${lacking}`);
    });
    if (files) page = await startOldChromium(files);
  }, 300_000);
  afterAll(() => page?.close());
  beforeEach(async (context) => {
    if (lacking !== undefined) context.skip(lacking);
    world = await startWorld();
  });
  afterEach(async () => {
    if (lacking !== undefined) return;
    await page.setOffline(false);
    const failures = await world.failures();
    await world.server.close();
    expect(await page.takeErrors()).toEqual([]);
    expect(failures).toEqual([]);
  });

  test('is what it is taken for', () => {
    expect(page.userAgent).toContain(`Chrome/${version}.`);
  });

  test.each(['/t/tour', '/embed/tour?show=all'] as const)(
    '%s shows a post as it is published',
    async (path) => {
      await viewerRound(page, world, path);
    },
  );

  test('a judge sends a ballot, and one that was cast without signal once there is one', async () => {
    await judgeRound(page, world);
    await press(page, '.back');
    await page.setOffline(true);
    await markAndSend(page, '好人广场');
    await says(page, '已存在本机');
    expect(await world.ballot('s2')).toBeUndefined();
    await page.setOffline(false);
    await says(page, '已送达');
    expect(await world.ballot('s2')).toMatchObject({ version: 1, marks: { work: '0', show: '0' } });
  });

  test('an editor publishes a post with a picture', async () => {
    await world.enterAs(page, 'editor', 'qinchu');
    await page.open(`${world.base}/desk/tour`);
    await says(page, '已连接');
    const picture = join(world.server.dir, 'photo.jpg');
    await writeFile(picture, await photo(version));
    await page.choose('[data-gallery]', [picture]);
    await write(page, '[data-alt-missing]', '村民在门口');
    await write(page, '.title', '村民迎接车队');
    await write(page, '.text', '上午九点，车队抵达。');
    await press(page, 'button', '发布');
    await until(async () => (await world.picturesOf('村民迎接车队')) === 1, 'the post with its picture');
  });

  test('the organiser sees a ballot come, and reminds who has not voted', async () => {
    await page.setSize(1920, 1080);
    await world.enterAs(page, 'organiser', 'org3');
    await page.open(`${world.base}/organiser/tour/scores`);
    await says(page, '实时');
    await world.castBallot('j1');
    const cell = '[data-row="0"][data-column="0"][aria-label="已打分"]';
    await until(() => page.run<boolean>(`return document.querySelector('${cell}') !== null`), 'the ballot');
    await press(page, '[data-row="-1"][data-column="0"]');
    await press(page, 'dialog button', '提醒 评委j2');
    await says(page, '已提醒 1 人');
  });
});
