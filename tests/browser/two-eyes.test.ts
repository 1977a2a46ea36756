import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, openPage, type PageHost, PHONE, shareBrowser } from '../support/browser.ts';
import { goToPlace, openPlace } from '../support/organiser-page.ts';
import { takeSession } from '../support/session.ts';

let browser: PageHost;
let server: TestApp;
let base: string;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-eyes-'));
  browser = await shareBrowser();
  server = await startApp({ env: { BACKUP_DIR: join(dir, 'backups') } });
  base = await server.listen();
  for (const id of ['j1', 'j2', 'j3'])
    for (const [itemId, work] of [
      ['s1', '9'],
      ['s2', '8'],
      ['s3', '8'],
    ])
      await server.command(await server.token('judge', id), 'castBallot', {
        ...{ itemId, marks: { work, show: '9' } },
      });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

async function enter(id: string, name: string, viewport: typeof PHONE) {
  const opened = await openPage(browser, { viewport });
  const token = await server.token('organiser', id, { name });
  await takeSession(opened.context, 'organiser', token, base);
  return opened;
}

test('one organiser proposes, another one on another device sees what it moves, and agrees', async () => {
  const wang = await enter('org-1', '王敏', DESKTOP);
  const li = await enter('org-2', '李强', PHONE);
  await openPlace(li.page, base, 'now');

  const result = await openPlace(wang.page, base, 'result');
  await result.getByRole('button', { name: '开启两人复核' }).click();
  await result.getByRole('heading', { name: '两人复核：已开启' }).waitFor();
  const form = result.locator('form', { has: wang.page.getByLabel('分值') });
  await form.getByLabel('县（市、区）').selectOption('zhuxi');
  await form.getByLabel('分值').fill('-20');
  await form.getByLabel('原因').fill('迟到');
  await form.getByRole('button').click();
  await wang.page.getByText('已提出，等另一位组织方').waitFor();

  const card = li.page.locator('[data-proposal]');
  await card.getByText(/王敏 提出：给.*加减分 -20/).waitFor();
  // It says whom it moves, and where to.
  await card.getByText(/→/).first().waitFor();
  const shots = process.env.SHOTS;
  if (shots !== undefined) await li.page.screenshot({ path: join(shots, 'phone.png'), fullPage: true });

  // Who proposed it may withdraw it, and is offered nothing else.
  await goToPlace(wang.page, 'now');
  const own = wang.page.locator('[data-proposal]');
  await own.getByRole('button', { name: '撤回' }).waitFor();
  expect(await own.getByRole('button', { name: '同意并生效' }).count()).toBe(0);
  if (shots !== undefined) await wang.page.screenshot({ path: join(shots, 'desktop.png') });

  await card.getByRole('button', { name: '同意并生效' }).click();
  await card.waitFor({ state: 'detached' });
  await own.waitFor({ state: 'detached' });
  const room = await server.app.tours.find('tour');
  expect(Object.values(room?.fold.tour.adjustments ?? {})).toMatchObject([{ points: '-20', reason: '迟到' }]);
  expect([...wang.errors, ...li.errors]).toEqual([]);
  await wang.context.close();
  await li.context.close();
});

test('a change is declined with a reason, which who proposed it sees', async () => {
  const wang = await enter('org-1', '王敏', PHONE);
  const li = await enter('org-2', '李强', DESKTOP);
  await server.command(await server.token('organiser', 'org-1', { name: '王敏' }), 'proposeChange', {
    proposalId: 'proposal-2',
    change: { type: 'setConsent', consent: 'none', reason: '只剩一人' },
  });
  const now = await openPlace(li.page, base, 'now');
  await now.getByRole('button', { name: '不同意' }).click();
  await li.page.getByRole('dialog').getByLabel('原因').fill('还有两人在场');
  await li.page.getByRole('dialog').getByRole('button', { name: '不同意' }).click();
  const told = await openPlace(wang.page, base, 'now');
  await told.getByText('李强 不同意：还有两人在场').waitFor();
  const log = await goToPlace(wang.page, 'log');
  await log.getByText(/李强 不同意所提出的改动，原因：还有两人在场/).waitFor();
  await wang.context.close();
  await li.context.close();
});

test('the log book makes a backup, and says when the last good one was made', async () => {
  const li = await enter('org-2', '李强', PHONE);
  const log = await openPlace(li.page, base, 'log');
  await log.getByText('还没有备份。').waitFor();
  await log.getByRole('button', { name: '现在备份' }).click();
  await log.getByText(/最近一份完好的备份：.*至第 \d+ 条/).waitFor();
  if (process.env.SHOTS !== undefined)
    await li.page.screenshot({ path: join(process.env.SHOTS, 'backup.png'), fullPage: false });
  expect(li.errors).toEqual([]);
  await li.context.close();
});
