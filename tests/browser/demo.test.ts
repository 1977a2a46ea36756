import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFilm } from '../../server/demo/posts/film.ts';
import { stops } from '../../server/demo/tour/stops.ts';
import { DESKTOP, openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { type RunningDemo, startDemo } from '../support/demo.ts';

let browser: PageHost;
let demo: RunningDemo;

beforeAll(async () => {
  browser = await shareBrowser();
  demo = await startDemo('--from', '1/09:30', '--speed', '60');
}, 120_000);
afterAll(async () => {
  await browser.close();
  expect(await demo.stop(), 'the demo ends in order').toBe(0);
});

describe('the demo', () => {
  test('shows a tour that is under way, labelled as made up, and goes on by itself', async () => {
    const { page, context, errors } = await openPage(browser);
    await page.goto(demo.base);
    await page.getByText('实时').first().waitFor();
    const text = await page.innerText('body');
    expect(text).toContain('第 1 天');
    expect(text).toContain('演示数据');
    const kilometres = async () =>
      Number(/已行驶\s*([\d,.]+)\s*公里/.exec(await page.innerText('body'))?.[1]);
    const before = await kilometres();
    expect(before).toBeGreaterThan(10);
    await expect.poll(kilometres, { timeout: 60_000 }).toBeGreaterThan(before);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('asks no server but its own', async () => {
    const { page, context } = await openPage(browser, { viewport: DESKTOP });
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (
        !request.url().startsWith(demo.base) &&
        !request.url().startsWith('data:') &&
        !request.url().startsWith('blob:')
      )
        foreign.push(request.url());
    });
    await page.goto(demo.base);
    await page.locator('.leaflet-container').first().waitFor();
    await page.getByText('实时').first().waitFor();
    expect(foreign.filter((url) => !url.startsWith(demo.base.replace('http', 'ws')))).toEqual([]);
    await context.close();
  });

  test('every picture has words for those who do not see it, and its place before it is there', async () => {
    const { page, context } = await openPage(browser);
    await page.goto(demo.base);
    const pictures = await page.locator('article img').evaluateAll((nodes) =>
      nodes.map((node) => ({
        alt: node.getAttribute('alt') || (node.closest('[aria-label]')?.getAttribute('aria-label') ?? ''),
        width: node.getAttribute('width'),
        height: node.getAttribute('height'),
      })),
    );
    expect(pictures.length).toBeGreaterThan(3);
    for (const picture of pictures) {
      expect(picture.alt).toContain('演示图');
      expect(Number(picture.width)).toBeGreaterThan(0);
      expect(Number(picture.height)).toBeGreaterThan(0);
    }
    await context.close();
  });

  test('its film plays', async () => {
    const film = demoFilm();
    const { page, context } = await openPage(browser);
    await page.route('**/film', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<video muted src="/film.mp4"></video>' }),
    );
    await page.route('**/film.mp4', (route) => route.fulfill({ contentType: 'video/mp4', body: film }));
    await page.goto(`${demo.base}/film`);
    await page.evaluate(async () => document.querySelector('video')?.play());
    const shown = () =>
      page.evaluate(() => {
        const video = document.querySelector('video');
        return video && [video.videoWidth, video.videoHeight, video.duration, video.currentTime > 1];
      });
    await expect.poll(shown, { timeout: 15_000 }).toEqual([640, 360, 8, true]);
    await context.close();
  });

  test('a link that it prints lets a judge in', async () => {
    const link = /A judge\s+(http\S+)/.exec(demo.printed())?.[1] ?? '';
    const { page, context } = await openPage(browser);
    await page.goto(link);
    await page.getByText('评委').first().waitFor();
    expect(page.url()).not.toContain('#');
    await context.close();
  });

  test.each([
    ['A screen', '/screen/tour', '总结会'],
    ['The remote', '/remote/tour', '仪式还没有开始'],
  ])('the link of %s leads to its page', async (name, path, says) => {
    const link = new RegExp(`/ ${name}\\s+(http\\S+)`).exec(demo.printed())?.[1] ?? '';
    const { page, context, errors } = await openPage(browser);
    await page.goto(link);
    await page.locator('.actions a.main').click();
    await page.waitForURL(`**${path}`);
    await page.getByText(says).first().waitFor();
    expect(errors).toEqual([]);
    await context.close();
  });

  test('goes on when who entered by its links is faster than it', async () => {
    const secret = /\/ Organiser\s+http\S+#(\S+)/.exec(demo.printed())?.[1] ?? '';
    const post = (path: string, body: object, token = '') =>
      fetch(`${demo.base}/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
    const { token } = (await (await post('session', { secret })).json()) as { token: string };
    const locked = await Promise.all(
      stops.map(({ id }) =>
        post('tours/tour/commands/lockItem', { commandId: `lock-all-${id}`, itemId: id }, token),
      ),
    );
    expect(locked.map(({ status }) => status)).toEqual(stops.map(() => 200));
    await expect.poll(demo.printed, { timeout: 90_000 }).toContain('"code":"item.locked"');
    expect((await fetch(demo.base)).status).toBe(200);
  });
});
