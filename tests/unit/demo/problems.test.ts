import { expect, test } from 'vitest';
import { timeline } from '../../../server/demo/timeline.ts';
import { judges } from '../../../server/demo/tour/judges.ts';
import { problems } from '../../../server/demo/tour/problems.ts';
import { stops } from '../../../server/demo/tour/stops.ts';

test('every problem of the demo is noted once, while its judge is at that stop', () => {
  const noted = timeline().filter((one) => one.kind === 'problem');
  expect(noted.length).toBe(problems.length);
  expect(new Set(problems.map(({ id }) => id)).size).toBe(problems.length);
  for (const { atUnixMs, judgeId, problem } of noted) {
    expect(stops.some(({ id }) => id === problem.stopId)).toBe(true);
    expect(judges.some(({ id }) => id === judgeId)).toBe(true);
    const at = (kind: 'arrives' | 'leaves') =>
      timeline().find((one) => one.kind === kind && one.stopId === problem.stopId)?.atUnixMs ?? 0;
    expect(atUnixMs).toBeGreaterThan(at('arrives'));
    expect(atUnixMs).toBeLessThanOrEqual(at('leaves'));
  }
});
