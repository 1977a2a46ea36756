import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { openPage, type PageHost, shareBrowser } from '../support/browser.ts';
import { openPlace } from '../support/organiser-page.ts';
import { type RobotService, startRobotService } from '../support/robot-service.ts';
import { takeSession } from '../support/session.ts';

const SECRETS = { dingtalk: 'SECabcdef0123456789', feishu: 'fei-shu-secret-123' };
let browser: PageHost;
let service: RobotService;
let server: TestApp;

beforeAll(async () => {
  browser = await shareBrowser();
  service = await startRobotService(SECRETS);
  server = await startApp({ beatMs: 3_600_000, env: { ROBOT_HOSTS: service.host } });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await service.close();
});

test('a group’s robot is added, tried and removed at the desk; its address and secret are never shown again', async () => {
  const base = await server.listen();
  const { page, context, errors } = await openPage(browser);
  await takeSession(context, 'organiser', await server.token('organiser', 'org2'), base);
  await openPlace(page, base, 'people');
  const robots = page.locator('#robots');
  await robots.getByLabel('Webhook 地址').fill('https://example.org/robot/send?access_token=abc');
  await robots.getByRole('button', { name: '添加机器人' }).click();
  await expect.poll(() => robots.locator('form .wrong').innerText()).not.toBe('');
  await robots.getByLabel('Webhook 地址').fill(service.address('dingtalk', 'very-secret-token-9f3c'));
  await robots.getByLabel('加签密钥').fill(SECRETS.dingtalk);
  await robots.getByRole('button', { name: '添加机器人' }).click();
  const added = robots.locator('[data-robot="dingtalk"]');
  await added.waitFor();
  expect(await robots.getByLabel('Webhook 地址').inputValue()).toBe('');
  expect(await page.content()).not.toMatch(/very-secret|SECabc/);
  await added.getByRole('button', { name: '发测试消息' }).click();
  await page.getByText('测试消息已发到群里').waitFor();
  expect(service.messages).toHaveLength(1);
  expect(await violations(page)).toEqual([]);
  await added.getByRole('button', { name: '移除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '移除' }).click();
  await expect.poll(() => robots.locator('[data-robot]').count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});
