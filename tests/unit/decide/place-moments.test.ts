import { describe, expect, test } from 'vitest';
import { suggest } from '../../../server/newsroom/moment-words.ts';
import { momentsByRule } from '../../../server/newsroom/told-by-rule.ts';
import { viewOf } from '../../../shared/audience.ts';
import { publicStandings } from '../../../shared/scoring/standings.ts';
import { proposedMoments } from '../../../shared/tour/posts/moments.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import {
  begun,
  ended,
  type MeetingStep,
  meetingSetup,
  onwards,
  opened,
  stopped,
  untilFinal,
} from '../../support/summary-meeting.ts';
import { editor, given, NOW_UNIX_MS } from './scenario.ts';

const meeting = (...steps: readonly MeetingStep[]): Tour => given([...untilFinal(), ...steps]);

/** What editors are proposed of places and the result, as the server proposes it: made of the public's tour. */
function proposed(
  whole: Tour,
): readonly { readonly title: string; readonly text: string; readonly at: number }[] {
  const tour = viewOf(whole, 'public');
  return proposedMoments(tour, NOW_UNIX_MS, () => 0)
    .filter(({ feature: { what } }) => what === 'place' || what === 'result')
    .map((moment) => suggest(moment, { tour, setup: meetingSetup, standings: publicStandings(whole) }));
}
const titles = (tour: Tour) => proposed(tour).map(({ title }) => title);

describe('what leaves the pages of a ceremony', () => {
  test('is nothing before all is opened, where the organiser wants that', () => {
    for (const steps of [0, 1, 2, 3]) expect(titles(meeting(...begun(), ...onwards(steps)))).toEqual([]);
    expect(titles(meeting(...begun(), ...onwards(3), ended))).toEqual([]);
    const all = ['三等奖揭晓：郧西县、竹山县', '二等奖揭晓：房县', '一等奖揭晓：竹溪县', '成绩公布'];
    expect(titles(meeting(...begun(), ...onwards(3), ended, opened)).sort()).toEqual([...all].sort());
  });

  test('is each place once everybody is told whose it is, where it may go step by step', () => {
    const step = begun({ outside: 'step', grain: 'part' });
    expect(titles(meeting(...step, ...onwards(1)))).toEqual([]);
    const named = proposed(meeting(...step, ...onwards(2)));
    expect(named).toMatchObject([{ title: '三等奖揭晓：郧西县、竹山县' }]);
    expect(named[0]?.text).toMatch(/示例总结会揭晓三等奖（第 3 名，2 家并列）：\n郧西县\n竹山县$/);
    expect(proposed(meeting(...step, ...onwards(3)))[0]?.text).toMatch(
      /\n郧西县，87.00 分\n竹山县，87.00 分$/,
    );
    expect(titles(meeting(...step, ...onwards(5)))).toEqual(['三等奖揭晓：郧西县、竹山县']);
    expect(titles(meeting(...step, ...onwards(6)))).toEqual([
      '三等奖揭晓：郧西县、竹山县',
      '二等奖揭晓：房县',
    ]);
  });

  test('never is the result of a ceremony that was stopped, whatever the standings show', () => {
    const live: MeetingStep = [
      { role: 'organiser', id: 'org' },
      { type: 'setVisibility', visibility: { mode: 'live' } },
    ];
    expect(titles(meeting(...begun({ outside: 'step' }), ...onwards(2), stopped, live))).toEqual([]);
  });

  test('is with delay what everybody is told, not what the hall sees', () => {
    const late = meeting(...begun({ outside: 'step', delaySeconds: 30 }), ...onwards(3));
    expect(late.ceremony?.picture.revealed).toHaveLength(3);
    expect(titles(late)).toEqual([]);
  });

  test('is by rule what was named since the rule: earlier places do not come all at once', () => {
    const rule: MeetingStep = [
      { role: 'organiser', id: 'org' },
      { type: 'setMomentRule', outletId: 'qinchu', kinds: ['place'] },
    ];
    const tour = meeting(...begun({ outside: 'step' }), ...onwards(1), rule, ...onwards(1, 2));
    const moments = proposedMoments(viewOf(tour, 'public'), NOW_UNIX_MS, () => 0).map((one) => ({
      ...one,
      title: '',
      text: '',
    }));
    expect(momentsByRule(tour, moments)).toMatchObject([{ areaId: 'fang', feature: { what: 'place' } }]);
  });

  test('is a place anew where a later ceremony gives it to others, and not where it stays', () => {
    const step = begun({ outside: 'step' });
    const first = proposedMoments(viewOf(meeting(...step, ...onwards(2)), 'public'), NOW_UNIX_MS, () => 0);
    const tell = first
      .filter(({ feature }) => feature.what === 'place')
      .map(
        ({ feature }, at): MeetingStep => [
          editor(),
          { type: 'publishPost', postId: `place-${at}-told`, title: '揭晓', text: '', pictures: [], feature },
        ],
      );
    const again: readonly MeetingStep[] = [
      stopped,
      [
        { role: 'organiser', id: 'org' },
        { type: 'adjustArea', adjustmentId: 'late-0001', areaId: 'zhushan', points: '-1', reason: '补录' },
      ],
      [
        { role: 'organiser', id: 'org' },
        { type: 'finaliseResult', reason: '核对无误' },
      ],
      [{ role: 'organiser', id: 'org' }, { type: 'beginCeremony' }],
    ];
    const later = meeting(...step, ...onwards(2), ...tell, ...again);
    expect(titles(later)).toEqual([]);
    const told = given(onwards(3, later.ceremony?.step), later);
    // Fang keeps the second place; the third is Yunxi's alone now, and the fourth Zhushan's.
    expect(titles(told)).toEqual(['三等奖揭晓：竹山县', '三等奖揭晓：郧西县']);
  });
});
