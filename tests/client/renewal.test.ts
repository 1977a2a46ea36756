// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { Renewal } from '../../client/live/renewal.ts';
import { fakeClock } from './fake-clock.ts';

function setUp(options: { atRest?: boolean; hidden?: boolean; remembered?: string } = {}) {
  const clock = fakeClock();
  const ends = { atRest: options.atRest ?? true, hidden: options.hidden ?? false, reached: true, reloads: 0 };
  let remembered: string | null = options.remembered ?? null;
  const renewal = new Renewal({
    clock,
    build: 'old',
    remembered: () => remembered,
    remember(build) {
      remembered = build;
    },
    async reload() {
      ends.reloads += 1;
      return ends.reached;
    },
    isAtRest: () => ends.atRest,
    isHidden: () => ends.hidden,
  });
  return { clock, ends, renewal };
}

test('a page of the same build stays', async () => {
  const { clock, ends, renewal } = setUp();
  expect(renewal.served('old')).toBe(false);
  await clock.pass(600_000);
  expect(ends.reloads).toBe(0);
});

test('a page of an older build reloads when nobody looks', () => {
  const { ends, renewal } = setUp();
  expect(renewal.served('new')).toBe(true);
  expect(ends.reloads).toBe(0);
  renewal.hidden();
  expect(ends.reloads).toBe(1);
});

test('it reloads when the reader rests at the top, not while he does something', async () => {
  const { clock, ends, renewal } = setUp();
  renewal.served('new');
  await clock.pass(40_000);
  renewal.touched();
  await clock.pass(40_000);
  expect(ends.reloads).toBe(0);
  await clock.pass(10_000);
  expect(ends.reloads).toBe(1);
});

test('it never reloads under a reader who is down the page', async () => {
  const { clock, ends, renewal } = setUp({ atRest: false });
  renewal.served('new');
  await clock.pass(3_600_000);
  expect(ends.reloads).toBe(0);
});

test('a tab reloads once at most for a build, so that it never loops', async () => {
  const { clock, ends, renewal } = setUp({ remembered: 'new', hidden: true });
  expect(renewal.served('new')).toBe(true);
  renewal.hidden();
  await clock.pass(3_600_000);
  expect(ends.reloads).toBe(0);
});

test('a new page that was not to be had is tried again another time', async () => {
  const { clock, ends, renewal } = setUp();
  ends.reached = false;
  renewal.served('new');
  renewal.hidden();
  await clock.pass(0);
  renewal.hidden();
  expect(ends.reloads).toBe(2);
  ends.reached = true;
  await clock.pass(0);
  renewal.hidden();
  await clock.pass(0);
  renewal.hidden();
  expect(ends.reloads).toBe(3);
});
