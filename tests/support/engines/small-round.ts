import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EnginePage } from './engine.ts';
import { judgeRound, viewerRound } from './rounds.ts';
import { startWorld, type World } from './world.ts';

/** Tests what an engine must do at least: a viewer's page lives, a judge's ballot is sent, no script fails. */
export function describeSmallRound(engine: string, start: () => Promise<EnginePage>): void {
  describe(engine, () => {
    let page: EnginePage;
    let world: World;

    beforeAll(async () => {
      page = await start();
    }, 120_000);
    afterAll(() => page?.close());
    beforeEach(async () => {
      world = await startWorld();
    });
    afterEach(async () => {
      const errors = await page.takeErrors();
      const failures = await world.failures();
      await world.server.close();
      expect(errors).toEqual([]);
      expect(failures).toEqual([]);
    });

    test('is what it is taken for', () => {
      expect(page.userAgent).toContain(engine);
    });
    test("a viewer's page shows a post as it is published", async () => {
      await viewerRound(page, world, '/t/tour');
    });
    test("a judge's page sends a ballot", async () => {
      await judgeRound(page, world);
    });
  });
}
