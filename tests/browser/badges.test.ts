import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { takeSession } from '../support/session.ts';

/** Badges as a PDF: eight on a page of A4, each with the code of its own link. */
const LONG_NAME = '买买提·阿不都热合曼·依明江与欧阳慕容司徒上官令狐皇甫尉迟公孙轩辕赫连澹台宗政濮';
const COUNT = 19;
/** Millimetres to pixels of a page that is drawn with so many dots an inch. */
const DPI = 150;
const px = (millimetres: number): number => Math.round((millimetres / 25.4) * DPI);
/** What draws a PDF, where the machine has it. */
const GHOSTSCRIPT = '/usr/bin/gs';

let browser: PageHost;
let server: TestApp;
let base: string;
let boss: string;

beforeAll(async () => {
  browser = await shareBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  server = await startApp();
  base = await server.listen();
  boss = await server.token('organiser', 'boss', { name: '张主任' });
  const judges = Array.from({ length: COUNT }, (_, at) => ({
    id: `p${String(at + 1).padStart(2, '0')}`,
    name: at === 4 ? LONG_NAME : at === 5 ? 'Maximilian-Alexander von Hohenzollern Jr' : `评委${at + 1}`,
    areaId: 'zhuxi',
  }));
  await server.command(boss, 'appointJudges', { judges, acceptsLostScores: true });
  for (const id of ['j1', 'j2', 'j3'])
    await server.command(boss, 'dismissJudge', { judgeId: id, leavesBallots: true });
});
afterEach(() => server.close());

async function openBadges(viewport = DESKTOP) {
  const opened = await openPage(browser, { viewport });
  await takeSession(opened.context, 'organiser', boss, base);
  await opened.page.goto(`${base}/organiser/tour/people/badges`);
  await opened.page.getByRole('button', { name: /^为 \d+ 人生成链接和胸牌$/ }).waitFor();
  return opened;
}
async function makeAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /生成链接和胸牌$/ }).click();
  await expect.poll(() => page.locator('.badge svg').count()).toBe(COUNT);
}
const read = async (picture: Sharp): Promise<string | undefined> => {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
};
/** Who enters by what a badge says. */
const enter = async (url: string | undefined): Promise<string> => {
  const answer = await server.app.http.inject({
    ...{ method: 'POST', url: '/api/session', payload: { secret: new URL(url ?? '').hash.slice(1) } },
  });
  return answer.json<{ id?: string; code?: string }>().id ?? answer.json<{ code: string }>().code;
};
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
const judgeIds = Array.from({ length: COUNT }, (_, at) => `p${String(at + 1).padStart(2, '0')}`);

describe('badges', () => {
  test('are printed eight a page, and each code is the link of its own person', async () => {
    const { page, context, errors } = await openBadges();
    await makeAll(page);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pagesOf(pdf)).toBe(Math.ceil(COUNT / 8));
    await page.emulateMedia({ media: 'print' });
    const said: (string | undefined)[] = [];
    for (const code of await page.locator('.badge svg').all())
      said.push(await read(sharp(await code.screenshot())));
    expect(await Promise.all(said.map(enter))).toEqual(judgeIds);
    expect(errors).toEqual([]);
    await context.close();
  });

  test.runIf(existsSync(GHOSTSCRIPT))('can be scanned from the paper itself', async () => {
    const { page, context } = await openBadges();
    await makeAll(page);
    const folder = await mkdtemp(join(tmpdir(), 'lalian-badges-'));
    await writeFile(
      join(folder, 'badges.pdf'),
      await page.pdf({ preferCSSPageSize: true, printBackground: true }),
    );
    await promisify(execFile)(GHOSTSCRIPT, [
      ...['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=png16m', `-r${DPI}`],
      ...[`-sOutputFile=${join(folder, 'page-%d.png')}`, join(folder, 'badges.pdf')],
    ]);
    const said: (string | undefined)[] = [];
    for (let at = 0; at < COUNT; at += 1) {
      const [onPage, sheet] = [at % 8, Math.floor(at / 8) + 1];
      const cell = {
        ...{ left: px(10 + (onPage % 2) * 95), top: px(10 + Math.floor(onPage / 2) * 69) },
        ...{ width: px(95), height: px(69) },
      };
      said.push(await read(sharp(await readFile(join(folder, `page-${sheet}.png`))).extract(cell)));
    }
    await rm(folder, { recursive: true });
    expect(await Promise.all(said.map(enter))).toEqual(judgeIds);
    await context.close();
  });

  test('hold a name of 40 characters, and nothing on them is cut off', async () => {
    expect([...LONG_NAME]).toHaveLength(40);
    const { page, context } = await openBadges();
    await makeAll(page);
    await page.emulateMedia({ media: 'print' });
    const cut = await page.locator('.badge').evaluateAll((badges) =>
      badges.flatMap((badge) => {
        const around = badge.getBoundingClientRect();
        return [badge, ...badge.querySelectorAll('.text, p')].flatMap((part) => {
          const box = part.getBoundingClientRect();
          const inside = box.right <= around.right + 1 && box.bottom <= around.bottom + 1;
          const whole =
            part.scrollHeight <= part.clientHeight + 1 && part.scrollWidth <= part.clientWidth + 1;
          return inside && whole ? [] : [`${part.className}: ${part.textContent}`];
        });
      }),
    );
    expect(cut).toEqual([]);
    await context.close();
  });

  test('end older links that nobody used, and leave alone who has entered', async () => {
    const token = await server.token('judge', 'p01');
    const { page, context } = await openBadges(PHONE);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('只选还没进入的人').uncheck();
    await makeAll(page);
    await page.emulateMedia({ media: 'print' });
    const old = await read(sharp(await page.locator('.badge svg').nth(1).screenshot()));
    await page.emulateMedia({ media: 'screen' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByRole('button', { name: '印好了，收起' }).click();
    await makeAll(page);
    expect(await enter(old)).toBe('invite.revoked');
    expect(
      (await server.command(token, 'castBallot', { itemId: 's1', marks: { work: '9', show: '9' } })).status,
    ).toBe(200);
    await context.close();
  });

  test('are made for those who are chosen, and for nobody else', async () => {
    const { page, context } = await openBadges();
    await page.getByLabel('评委1', { exact: false }).first().uncheck();
    await page.getByRole('button', { name: `为 ${COUNT - 1} 人生成链接和胸牌` }).click();
    await expect.poll(() => page.locator('.badge svg').count()).toBe(COUNT - 1);
    await context.close();
  });
});
