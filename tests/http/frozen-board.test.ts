import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { sampleSetup } from '../support/sample-tour.ts';

let dir: string;
let now: number;
let server: TestApp;
let boss: string;
let version: number;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-frozen-'));
  now = Date.UTC(2022, 6, 7, 1, 0, 0);
  version = 1;
  server = await start(false);
});
afterEach(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

async function start(bare: boolean): Promise<TestApp> {
  const store = async () => openSqliteStore({ dir, exclusive: true });
  const started = await startApp({ store, bare, nowUnixMs: () => now });
  boss = await started.token('organiser', 'boss');
  return started;
}

async function give(type: string, body: Record<string, unknown>, token = boss): Promise<void> {
  now += 1_000;
  const { status, body: said } = await server.command(token, type, body);
  expect([type, status, said], type).toEqual([type, 200, expect.anything()]);
}

async function setUp(setup: Setup): Promise<void> {
  await give('setUpTour', { setup, basedOnVersion: version });
  version += 1;
}

/** The marks of judges for stops, by the plain rule of a mean where judges do not score their own area. */
async function scored(): Promise<void> {
  await give('setScoringRule', {
    rule: { ...PLAIN_RULE, average: 'mean', recuseOwnArea: true, quorumPercent: 0 },
    basedOnVersion: 0,
  });
  for (const [judge, itemId, mark] of [
    ['j1', 's1', '10'],
    ['j2', 's1', '6'],
    ['j3', 's1', '6'],
    ['j1', 's2', '7'],
  ] as const) {
    const marks = { work: mark, show: mark };
    await give('castBallot', { itemId, marks }, await server.token('judge', judge));
  }
}

interface Shown {
  readonly latest: {
    readonly standings: { readonly rows: readonly { areaId: string; score: string | null }[] };
  };
}
const standings = async (): Promise<string> => {
  const { text } = await server.get('/live/tour/snapshot.json');
  return JSON.stringify((JSON.parse(text) as Shown).latest.standings);
};

describe('while the board is frozen', () => {
  const changes: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'a judge comes to belong to an area',
      () => give('appointJudges', { judges: [{ id: 'j1', name: '张评委', areaId: 'zhuxi' }] }),
    ],
    [
      'a judge of an area is appointed',
      () => give('appointJudges', { judges: [{ id: 'j9', name: '新评委', areaId: 'fang' }] }),
    ],
    [
      'a stop with ballots moves to another area',
      () => setUp({ ...sampleSetup, stops: sampleSetup.stops.map((stop) => ({ ...stop, areaId: 'fang' })) }),
    ],
    [
      'an area and a stop come in',
      () =>
        setUp({
          ...sampleSetup,
          areas: [
            ...sampleSetup.areas,
            { id: 'new', name: { zh: '新区' }, shortName: { zh: '新区' }, seat: [32, 110] },
          ],
          stops: [
            ...sampleSetup.stops,
            { ...sampleSetup.stops[0], id: 's4', number: 4, areaId: 'new' } as Setup['stops'][number],
          ],
        }),
    ],
  ];
  test.each(changes)('its bytes stay when %s, also after a restart', async (_what, change) => {
    await scored();
    now += 1_000;
    await give('setVisibility', { visibility: { mode: 'frozen', fromUnixMs: now } });
    const board = await standings();
    expect(board).toContain('"score":"73.33"');
    await change();
    expect(await standings()).toBe(board);
    await server.close();
    server = await start(true);
    expect(await standings()).toBe(board);
    // Nothing is lost: whoever looks at them live sees the change.
    await give('setVisibility', { visibility: { mode: 'live' } });
    expect((await standings()).replace('"mode":"live"', '')).not.toBe(
      board.replace(/"mode":"frozen","fromUnixMs":\d+/, ''),
    );
  });

  test('an area that is dropped keeps its place and its name', async () => {
    await scored();
    now += 1_000;
    await give('setVisibility', { visibility: { mode: 'frozen', fromUnixMs: now } });
    const board = await standings();
    const [, fang] = sampleSetup.areas;
    await setUp({
      ...sampleSetup,
      areas: [fang as Setup['areas'][number]],
      stops: sampleSetup.stops.map((stop) => ({ ...stop, areaId: 'fang' })),
    });
    expect(await standings()).toBe(board);
    now += 60_000;
    for (const url of ['/t/tour', '/embed/tour?show=standings']) {
      const { text } = await server.get(url);
      expect(text.match(/data-area="zhuxi"[\s\S]*?<\/tr>/)?.[0], url).toContain('竹溪县');
    }
  });

  test('a board of an instant that is past is what stood then', async () => {
    await scored();
    now += 1_000;
    const instant = now;
    await give('setVisibility', { visibility: { mode: 'frozen', fromUnixMs: instant } });
    const board = await standings();
    await give('setVisibility', { visibility: { mode: 'live' } });
    await give('appointJudges', { judges: [{ id: 'j1', name: '张评委', areaId: 'zhuxi' }] });
    expect(await standings()).toContain('"score":"60.00"');
    await give('setVisibility', { visibility: { mode: 'frozen', fromUnixMs: instant } });
    expect(await standings()).toBe(board);
  });
});

test('live standings follow every change of rule, routine work and points at once', async () => {
  await scored();
  for (const itemId of ['s2', 's3']) {
    const token = await server.token('judge', 'j2');
    await give('castBallot', { itemId, marks: { work: '8', show: '8' } }, token);
  }
  const full = async () => {
    const { text } = await server.get('/api/tours/tour/as/organiser', { authorization: `Bearer ${boss}` });
    return JSON.stringify((JSON.parse(text) as { latest: { fullStandings: object } }).latest.fullStandings);
  };
  const seen = new Set([await standings(), await full()]);
  const weights = { onSite: '90', roadShow: '0', routine: '10' };
  const rule = { ...PLAIN_RULE, average: 'mean', quorumPercent: 0, weights };
  const steps: readonly (readonly [string, Record<string, unknown>])[] = [
    ['setScoringRule', { rule: { ...rule, average: 'median' }, basedOnVersion: 1, reason: '改' }],
    [
      'scoreRoutine',
      {
        scores: [
          { areaId: 'fang', score: '90' },
          { areaId: 'zhuxi', score: '80' },
        ],
      },
    ],
    ['adjustArea', { adjustmentId: 'adjust-0001', areaId: 'fang', points: '0.5', reason: '加分' }],
    ['setScoringRule', { rule: { ...rule, itemDigits: 0 }, basedOnVersion: 2, reason: '改' }],
    ['revokeAdjustment', { adjustmentId: 'adjust-0001', reason: '误加' }],
  ];
  for (const [type, body] of steps) {
    await give(type, body);
    for (const shown of [await standings(), await full()]) {
      expect(seen.has(shown), type).toBe(false);
      seen.add(shown);
    }
  }
});
