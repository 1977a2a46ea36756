import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { LOOKS, violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { enterAs, openItem, scoreAll } from '../support/judge-page.ts';
import { sampleSetup } from '../support/sample-tour.ts';
import { seeded, shuffled } from '../support/seeded.ts';

const STOPS = 40;
let browser: PageHost;
let server: TestApp;
let base: string;

beforeAll(async () => {
  browser = await shareBrowser();
  server = await startApp({ bare: true });
  base = await server.listen();
  const organiser = await server.token('organiser', 'org');
  const [first] = sampleSetup.stops;
  if (first === undefined) throw new Error('the sample has no stop');
  const stops = Array.from({ length: STOPS }, (_, at) => ({
    ...{ ...first, id: `s${at + 1}`, number: at + 1, name: { zh: `点位${String(at + 1).padStart(2, '0')}` } },
  }));
  await server.command(organiser, 'setUpTour', { setup: { ...sampleSetup, stops }, basedOnVersion: 0 });
  await server.command(organiser, 'appointJudges', { judges: [{ id: 'j1', name: '张评委' }] });
  await server.command(organiser, 'beginDay', { day: 1 });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('40 ballots from one phone', () => {
  test('replayed in shuffled and repeated order leave one per judge and item', async () => {
    const { page, context } = await openPage(browser);
    await enterAs(context, await server.token('judge', 'j1'), base);
    await page.goto(`${base}/judge/tour`);
    await page.getByText('已连接').waitFor();
    await context.setOffline(true);
    await page.evaluate(scoreAll, STOPS);
    await page.getByText(`${STOPS} 份存在本机，等待信号，会自动送出`).waitFor();

    // Half of what arrives is never answered, and everything arrives again later, in another order.
    const sent: { readonly url: string; readonly body: string }[] = [];
    const random = seeded(7);
    await context.route('**/commands/castBallot', async (route) => {
      sent.push({ url: route.request().url(), body: route.request().postData() ?? '' });
      const answer = await route.fetch();
      if (random() < 0.5) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await context.setOffline(false);
    const ballots = async () => Object.values((await server.app.tours.find('tour'))?.fold.tour.ballots ?? {});
    await expect.poll(async () => (await ballots()).length, { timeout: 30_000 }).toBeGreaterThan(2);
    await page.close();
    await context.unroute('**/commands/castBallot');
    const again = await context.newPage();
    await again.goto(`${base}/judge/tour`);
    await again.getByText(/已完成 40 \/ 40/).waitFor({ timeout: 30_000 });
    await expect.poll(async () => (await ballots()).length, { timeout: 30_000 }).toBe(STOPS);

    const headers = { 'content-type': 'application/json' };
    for (const { url, body } of shuffled(random, [...sent, ...sent])) {
      const answer = await context.request.post(url, { headers, data: body });
      expect([answer.status(), (await answer.json()).repeated]).toEqual([200, true]);
    }
    const all = await ballots();
    expect(all.map((ofItem) => Object.keys(ofItem))).toEqual(all.map(() => ['j1']));
    expect(all.every((ofItem) => ofItem.j1?.version === 1 && ofItem.j1.earlier.length === 0)).toBe(true);
    expect((await server.app.tours.find('tour'))?.fold.tour.ballots.s7?.j1?.marks).toEqual({
      work: '3.5',
      show: '0',
    });
    await context.close();
  });
});

describe('axe finds nothing to complain of', () => {
  for (const { language, colorScheme } of LOOKS)
    test(`on the judge's page: ${language}, ${colorScheme}`, async () => {
      const { page, context } = await openPage(browser, { colorScheme });
      await enterAs(context, await server.token('judge', 'j1'), base);
      await page.goto(`${base}/judge/tour${language === 'en' ? '?lang=en' : ''}`);
      await page.getByText(language === 'en' ? 'Connected' : '已连接').waitFor();
      expect(await violations(page)).toEqual([]);
      await openItem(page, '点位02');
      expect(await violations(page)).toEqual([]);
      const amend = page.getByRole('button', { name: language === 'en' ? 'Amend' : '改分' });
      if ((await amend.count()) > 0) await amend.click();
      await page.getByRole('button', { name: /^工作.*(键盘输入|type a mark)/ }).waitFor();
      await page.getByRole('button', { name: language === 'en' ? 'Note a problem' : '记一个问题' }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: /^工作.*(键盘输入|type a mark)/ }).click();
      expect(await violations(page)).toEqual([]);
      await context.close();
    });
});
