import { describe, expect, test } from 'vitest';
import { atUnixMs, dayTimes, positionAt, roadShows, timeline } from '../../../server/demo/timeline.ts';
import { marksFor, routineScores } from '../../../server/demo/tour/ballots.ts';
import { judges } from '../../../server/demo/tour/judges.ts';
import { rubricById } from '../../../server/demo/tour/rubric.ts';
import { stopById, stops } from '../../../server/demo/tour/stops.ts';

const seed = 2022;
const all = timeline(seed);

describe('the timeline', () => {
  test('is sorted, and the same seed gives the same one', () => {
    expect(
      all.every((happening, index) => index === 0 || happening.atUnixMs >= (all[index - 1]?.atUnixMs ?? 0)),
    ).toBe(true);
    expect(timeline(seed)).toEqual(all);
  });

  test('another seed changes marks but not the journey', () => {
    const other = timeline(7);
    const journey = (from: typeof all) =>
      from.filter((happening) => ['arrives', 'leaves', 'post'].includes(happening.kind));
    expect(journey(other)).toEqual(journey(all));
    expect(other).not.toEqual(all);
  });

  test('tells every stop in order: heads for, arrives, ballots, leaves', () => {
    const journey = all.flatMap((happening) =>
      happening.kind === 'heads-for' || happening.kind === 'arrives' || happening.kind === 'leaves'
        ? [`${happening.kind} ${happening.stopId}`]
        : [],
    );
    expect(journey).toEqual(
      stops.flatMap((stop) => [`heads-for ${stop.id}`, `arrives ${stop.id}`, `leaves ${stop.id}`]),
    );
    const arrived = new Set<string>();
    for (const happening of all) {
      if (happening.kind === 'arrives') arrived.add(happening.stopId);
      if (happening.kind === 'ballot') expect(arrived.has(happening.stopId)).toBe(true);
      if (happening.kind === 'post' && happening.post.stopId !== undefined)
        expect(arrived.has(happening.post.stopId), happening.post.title).toBe(true);
    }
  });

  test('keeps within ten minutes of the plan', () => {
    for (const { day, stops: rows } of dayTimes) {
      for (const row of rows) {
        expect(Math.abs(row.arrivesAtUnixMs - atUnixMs(day, row.stop.plannedArrival))).toBeLessThan(600_000);
        expect(row.leavesAtUnixMs).toBeGreaterThan(row.arrivesAtUnixMs);
      }
    }
  });

  test('corrects, withdraws and pins only what has been posted', () => {
    const posted = new Set<string>();
    for (const happening of all) {
      if (happening.kind === 'post') posted.add(happening.post.id);
      if ('postId' in happening) expect(posted.has(happening.postId)).toBe(true);
    }
  });

  test('has one road-show for each area, before or while its stops are visited', () => {
    expect(new Set(roadShows.map((show) => show.areaId)).size).toBe(10);
    expect(all.filter((happening) => happening.kind === 'road-show-ballot')).toHaveLength(520);
  });
});

describe('the convoy', () => {
  test('stands at each stop between arrival and departure, with signal', () => {
    for (const row of dayTimes.flatMap((day) => day.stops)) {
      const here = positionAt((row.arrivesAtUnixMs + row.leavesAtUnixMs) / 2);
      expect(here.speedKph).toBe(0);
      expect(here.signal).toBe(true);
      expect(Math.abs(here.lat - row.stop.position[0])).toBeLessThan(0.002);
      expect(Math.abs(here.lon - row.stop.position[1])).toBeLessThan(0.002);
    }
  });

  test('never goes faster than 95 km/h, and is out of reach now and then', () => {
    let without = 0;
    let count = 0;
    for (const day of dayTimes) {
      for (let at = day.beginsAtUnixMs; at < day.endsAtUnixMs; at += 20_000) {
        const here = positionAt(at);
        expect(here.speedKph).toBeLessThan(95);
        expect(here.heading).toBeGreaterThanOrEqual(0);
        expect(here.heading).toBeLessThan(360);
        count++;
        if (!here.signal) without++;
      }
    }
    expect(without / count).toBeGreaterThan(0.02);
    expect(without / count).toBeLessThan(0.15);
  });
});

describe('the ballots', () => {
  const total = (stopId: string, marks: Readonly<Record<string, string>>): number =>
    rubricById(stopById(stopId).rubricId).criteria.reduce(
      (sum, criterion) => sum + (Number(marks[criterion.id]) * criterion.weightPercent) / 10,
      0,
    );

  test('mark every criterion on the step, from 0 to 10; few are absent and about one in twelve comments', () => {
    let comments = 0;
    let given = 0;
    for (const stop of stops) {
      for (const judge of judges) {
        const ballot = marksFor(judge, stop, seed);
        if (ballot === undefined) continue;
        given++;
        if (ballot.comment !== undefined) comments++;
        expect(Object.keys(ballot.marks)).toEqual(
          rubricById(stop.rubricId).criteria.map((criterion) => criterion.id),
        );
        for (const mark of Object.values(ballot.marks)) expect(mark).toMatch(/^(?:\d\.\d|10\.0)$/);
      }
    }
    expect(52 * 40 - given).toBeGreaterThan(5);
    expect(52 * 40 - given).toBeLessThan(20);
    expect(comments / given).toBeGreaterThan(0.06);
    expect(comments / given).toBeLessThan(0.1);
  });

  test('put Zhuxi first, whatever the seed', () => {
    for (const trial of [seed, 1, 2, 3]) {
      const sums = new Map<string, number[]>();
      for (const stop of stops) {
        const row = judges.flatMap((judge) => {
          const ballot = marksFor(judge, stop, trial);
          return ballot === undefined ? [] : [total(stop.id, ballot.marks)];
        });
        const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
        sums.set(stop.areaId, [...(sums.get(stop.areaId) ?? []), mean]);
      }
      const ranking = [...sums]
        .map(([areaId, means]) => ({
          areaId,
          mean: means.reduce((sum, value) => sum + value, 0) / means.length,
        }))
        .sort((a, b) => b.mean - a.mean);
      expect(ranking[0]?.areaId).toBe('zhuxi');
      expect((ranking[0]?.mean ?? 0) - (ranking[1]?.mean ?? 0)).toBeGreaterThan(1);
    }
    expect(Object.keys(routineScores)).toHaveLength(10);
  });
});
