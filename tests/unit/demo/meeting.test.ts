import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { demoProgramme, meetingAtUnixMs, networkFigures } from '../../../server/demo/meeting/programme.ts';
import { AfterSilence, type Meeting, SILENCE_MS } from '../../../server/demo/meeting/silence.ts';
import { demoSetup, talkOf } from '../../../server/demo/setup.ts';
import { atUnixMs, timeline } from '../../../server/demo/timeline.ts';
import { areas } from '../../../server/demo/tour/areas.ts';
import { stops } from '../../../server/demo/tour/stops.ts';
import { checkProgramme, Programme } from '../../../shared/tour/ceremony/programme.ts';
import { Setup } from '../../../shared/tour/setup/setup.ts';

const all = timeline();

describe('before the meeting', () => {
  test('every item is locked after its last ballot, and the result is final when all of them are', () => {
    const locked = new Map<string, number>();
    for (const happening of all) {
      if (happening.kind === 'lock') locked.set(happening.itemId, happening.atUnixMs);
      if (happening.kind === 'ballot') expect(locked.has(happening.stopId), happening.stopId).toBe(false);
      if (happening.kind === 'road-show-ballot')
        expect(locked.has(talkOf(happening.areaId)), happening.areaId).toBe(false);
      if (happening.kind === 'finalise') expect(locked.size).toBe(stops.length + areas.length);
    }
    const final = all.find(({ kind }) => kind === 'finalise')?.atUnixMs ?? Number.POSITIVE_INFINITY;
    expect(final).toBeLessThan(atUnixMs(3, '15:00'));
    expect(final).toBeLessThan(meetingAtUnixMs);
  });

  test('from the evening before on nobody sees enough to work the result out, and nothing opens it by itself', () => {
    const shown = all.flatMap((happening) => (happening.kind === 'show' ? [happening] : []));
    expect(shown.map(({ visibility }) => visibility.mode)).toEqual(['frozen', 'hidden']);
    const frozenAt = shown[0]?.atUnixMs ?? Number.POSITIVE_INFINITY;
    const visited = new Set(
      all.flatMap((happening) =>
        happening.kind === 'ballot' && happening.atUnixMs < frozenAt
          ? [stops.find(({ id }) => id === happening.stopId)?.areaId]
          : [],
      ),
    );
    expect(visited.size).toBeLessThan(areas.length);
  });
});

describe('the programme', () => {
  test('can be set, and has something to say of every area', () => {
    const programme = demoProgramme(demoSetup);
    expect(Value.Check(Programme, programme)).toBe(true);
    expect(Value.Check(Setup, demoSetup)).toBe(true);
    expect(checkProgramme(programme, demoSetup)).toBeUndefined();
    const stories = programme.scenes.filter(({ kind }) => kind === 'story');
    expect(stories.map(({ areaId }) => areaId)).toEqual(areas.map(({ id }) => id));
    expect(stories.every(({ text }) => text?.zh !== undefined && text.en !== undefined)).toBe(true);
    expect(programme.scenes.find(({ kind }) => kind === 'title')?.untilUnixMs).toBe(meetingAtUnixMs);
  });

  test('shows the figures of the network as they are known', () => {
    expect(networkFigures.map(({ value, label }) => [value, label.zh])).toEqual([
      ['10', '新时代文明实践中心'],
      ['131', '新时代文明实践所'],
      ['1,942', '新时代文明实践站'],
      ['3,761', '新时代文明实践点'],
      ['736,000', '注册志愿者'],
      ['≈4,000', '志愿服务组织'],
    ]);
  });
});

describe('after the meeting', () => {
  const hall = (step: number): Meeting => ({
    final: {},
    told: null,
    ceremony: { state: 'running', step } as Meeting['ceremony'],
  });

  test('the result stays closed while anybody steps, and opens after hours of silence', async () => {
    let now = 0;
    let meeting = hall(1);
    const given: string[] = [];
    const after = new AfterSilence({
      look: async () => meeting,
      command: async (type) => void given.push(type),
      steadyMs: () => now,
    });
    expect(await after.look()).toBe(false);
    now += SILENCE_MS - 1;
    meeting = hall(2);
    expect(await after.look()).toBe(false);
    now += SILENCE_MS - 1;
    expect(await after.look()).toBe(false);
    expect(given).toEqual([]);
    now += 1;
    expect(await after.look()).toBe(true);
    expect(given).toEqual(['endCeremony', 'openResult']);
  });

  test('is left alone where the visitor has opened it, and where it is not final', async () => {
    let now = 0;
    let meeting: Meeting = { final: null, told: null, ceremony: null };
    const given: string[] = [];
    const after = new AfterSilence({
      look: async () => meeting,
      command: async (type) => void given.push(type),
      steadyMs: () => now,
    });
    expect(await after.look()).toBe(false);
    now += 2 * SILENCE_MS;
    expect(await after.look()).toBe(false);
    meeting = { ...hall(9), told: { state: 'opened', steps: 9, revealed: [], at: 1 } };
    expect(await after.look()).toBe(true);
    expect(given).toEqual([]);
  });
});
