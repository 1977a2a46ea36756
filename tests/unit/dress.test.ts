import { describe, expect, test } from 'vitest';
import { tourToShow } from '../../client/live/rehearsal/going.ts';
import { demoProgramme } from '../../server/demo/meeting/programme.ts';
import { demoJudges, demoRule, demoSetup } from '../../server/demo/setup.ts';
import { copyIdOf } from '../../server/dress/copies.ts';
import { writeRehearsal } from '../../server/dress/written.ts';
import { fromBody } from '../../server/live/log/logged.ts';
import { verifyChain } from '../../server/store/chain.ts';
import type { Command } from '../../shared/commands.ts';
import { decide } from '../../shared/commands.ts';
import { decideBeginCeremony } from '../../shared/scoring/final/beginning.ts';
import { evolve } from '../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../shared/tour/state.ts';
import { addFixes, emptyTrack } from '../../shared/track/track.ts';

const NOW = Date.UTC(2022, 6, 8, 4);
const organiser = { role: 'organiser', id: 'org' } as const;

function realTour(...more: Command[]): Tour & { setup: NonNullable<Tour['setup']> } {
  const commands: Command[] = [
    { type: 'setUpTour', setup: demoSetup, basedOnVersion: 0 },
    { type: 'appointJudges', judges: [...demoJudges] },
    { type: 'setScoringRule', rule: demoRule, basedOnVersion: 0 },
    { type: 'setProgramme', programme: demoProgramme(demoSetup), basedOnVersion: 0 },
    ...more,
  ];
  let tour: Tour = emptyTour;
  for (const command of commands) {
    const decision = decide(tour, command, { actor: organiser, nowUnixMs: NOW - 1_000 });
    if (!decision.ok) throw new Error(decision.code);
    for (const event of decision.events) tour = evolve(tour, event, NOW - 1_000);
  }
  return tour as Tour & { setup: NonNullable<Tour['setup']> };
}

describe('the dress rehearsal', () => {
  test('is a tour that is over, with a final result that can be revealed, made of the real set-up', async () => {
    const real = realTour();
    const { tour, lines, series } = await writeRehearsal(real, 'tour', { nowUnixMs: NOW, seed: 7 });
    expect(tour.setup?.rehearsalOf).toBe('tour');
    expect(tour.setup?.stops).toEqual(real.setup.stops);
    expect(Object.values(tour.stops).every(({ status }) => status === 'left')).toBe(true);
    expect(Object.keys(tour.stops)).toHaveLength(real.setup.stops.length);
    expect(Object.values(tour.days).every(({ endedAt }) => endedAt !== undefined)).toBe(true);
    expect(tour.final?.rule).toEqual(real.rules.at(-1)?.value);
    expect(tour.programme?.scenes).toEqual(real.programme?.scenes);
    expect(decideBeginCeremony(tour).ok).toBe(true);
    expect(await verifyChain(chunks(lines))).toMatchObject({ ok: true, seq: lines.length });
    expect(series.length).toBeGreaterThan(500);
    const fixes = series.map((body) => JSON.parse(body));
    expect(addFixes(emptyTrack, fixes).points.length).toBeGreaterThan(300);
  });

  test('says so by its name, its short name and its notice, in both languages', async () => {
    const { tour } = await writeRehearsal(realTour(), 'tour', { nowUnixMs: NOW, seed: 7 });
    const { name, shortName, notice } = tour.setup ?? demoSetup;
    for (const { zh } of [name, shortName]) expect(zh).toMatch(/^【彩排】/);
    for (const { en } of [name, shortName]) expect(en).toMatch(/^\[Rehearsal\] /);
    expect(notice?.zh).toMatch(/^彩排：/);
    expect(notice?.en).toMatch(/^Dress rehearsal:/);
    expect(notice?.zh).toContain('演示数据');
  });

  test('a name and a notice that are as long as they may be are cut, and not the mark', async () => {
    const real = realTour();
    const name = { zh: '长'.repeat(120), en: 'l'.repeat(200) };
    const notice = { zh: '长'.repeat(400), en: 'l'.repeat(600) };
    const long = { ...real, setup: { ...real.setup, name, shortName: name, notice } };
    const { tour } = await writeRehearsal(long, 'tour', { nowUnixMs: NOW, seed: 7 });
    expect([...(tour.setup?.name.zh ?? '')]).toHaveLength(120);
    expect(tour.setup?.name.zh).toMatch(/^【彩排】长/);
  });

  test('what fell out of the real tour falls out of it, and who withdrew has no place', async () => {
    const reason = { zh: '家事' };
    const real = realTour(
      { type: 'cancelStop', itemId: demoSetup.stops[0]?.id ?? '', reason, isReasonPublic: false },
      { type: 'withdrawArea', areaId: demoSetup.areas[1]?.id ?? '', reason, isReasonPublic: false },
    );
    const { tour, lines } = await writeRehearsal(real, 'tour', { nowUnixMs: NOW, seed: 7 });
    expect(Object.keys(tour.stops)).toHaveLength(demoSetup.stops.length - 1);
    expect(tour.final?.rows).toHaveLength(demoSetup.areas.length - 1);
    expect(decideBeginCeremony(tour).ok).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('家事');
  });

  test('its places come from the seed alone, with a tie in the middle', async () => {
    const placesOf = async (real: ReturnType<typeof realTour>, seed: number) =>
      (await writeRehearsal(real, 'tour', { nowUnixMs: NOW, seed })).tour.final?.rows.map(
        ({ areaId, rank }) => [areaId, rank],
      );
    const first = await placesOf(realTour(), 1);
    expect(first?.map(([, rank]) => rank)).toEqual([1, 2, 3, 4, 5, 6, 6, 8, 9, 10]);
    expect(await placesOf(realTour(), 1)).toEqual(first);
    expect(await placesOf(realTour(), 2)).not.toEqual(first);
    // What was really scored has nothing to do with it.
    const scored = demoSetup.areas.map(({ id }, at) => ({ areaId: id, score: String(50 + at * 5) }));
    expect(await placesOf(realTour({ type: 'scoreRoutine', scores: scored }), 1)).toEqual(first);
  });

  test('names no real judge, and nothing in it lies ahead or out of order', async () => {
    const { lines } = await writeRehearsal(realTour(), 'tour', { nowUnixMs: NOW, seed: 3 });
    const logged = lines.map(({ body }) => fromBody(body));
    const text = JSON.stringify(
      logged.map(({ event, by }) => (event.type === 'tour.setUp' ? by : [event, by])),
    );
    for (const { name } of demoJudges) expect(text).not.toContain(name);
    const times = logged.map(({ at }) => at);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(times.at(-1)).toBeLessThan(NOW);
  });

  test('has a name of its own that is a tour name, however long the real one is', () => {
    expect(copyIdOf('tour')).toBe('tour-rehearsal');
    const [one, other] = [`${'a'.repeat(39)}b`, `${'a'.repeat(39)}c`].map(copyIdOf);
    for (const id of [one, other]) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
    expect(one).not.toBe(other);
    expect(copyIdOf('x'.repeat(30))).toHaveLength(40);
  });
});

test('a screen goes to the rehearsal while it is shown, and back; what is not known moves nobody', () => {
  const rehearsal = { real: 'tour', copy: 'tour-rehearsal', onScreens: true };
  expect(tourToShow('tour', rehearsal)).toBe('tour-rehearsal');
  expect(tourToShow('tour-rehearsal', rehearsal)).toBeUndefined();
  const called = { ...rehearsal, onScreens: false };
  expect(tourToShow('tour', called)).toBeUndefined();
  expect(tourToShow('tour-rehearsal', called)).toBe('tour');
  for (const unknown of [null, undefined]) {
    expect(tourToShow('tour', unknown)).toBeUndefined();
    expect(tourToShow('tour-rehearsal', unknown)).toBeUndefined();
  }
});

async function* chunks<T>(lines: readonly T[]): AsyncGenerator<readonly T[]> {
  yield lines;
}
