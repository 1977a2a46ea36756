import { expect } from 'vitest';
import { until } from '../until.ts';
import type { EnginePage } from './engine.ts';
import { press, says } from './hands.ts';
import type { World } from './world.ts';

/** A viewer's page, or an embed, opens with the post that is there, and shows another as it is published. */
export async function viewerRound(page: EnginePage, world: World, path: '/t/tour' | '/embed/tour?show=all') {
  await world.publish('round-first', '第一条');
  await page.open(world.base + path);
  await says(page, '第一条');
  if (path === '/t/tour') await says(page, '实时');
  await world.publish('round-second', '刚刚发布');
  await says(page, '刚刚发布');
}

/** Judge j1's page opens and sends a ballot; it stays on that ballot. */
export async function judgeRound(page: EnginePage, world: World): Promise<void> {
  await world.enterAs(page, 'judge', 'j1');
  await page.open(`${world.base}/judge/tour`);
  await says(page, '已连接');
  await markAndSend(page, '水坪镇实践所');
  await says(page, '已送达');
  expect(await world.ballot('s1')).toMatchObject({ version: 1, marks: { work: '0', show: '0' } });
}

/** Opens a stop from the list, gives every criterion its first step, and sends the ballot. */
export async function markAndSend(page: EnginePage, stop: string): Promise<void> {
  await press(page, 'a.row', stop);
  const steps = "document.querySelectorAll('.step:last-child')";
  await until(() => page.run<boolean>(`return ${steps}.length === 2`), 'the criteria');
  await page.run(`for (const step of ${steps}) step.click();`);
  await press(page, '.bar .main');
}
