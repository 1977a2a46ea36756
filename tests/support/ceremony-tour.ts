import type { Actor } from '../../shared/tour/actor.ts';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { templateProgramme } from '../../shared/tour/ceremony/template.ts';
import type { Prize, Setup } from '../../shared/tour/setup/setup.ts';
import type { Step } from './history.ts';
import { sampleSetup } from './sample-tour.ts';

export const ORGANISER: Actor = { role: 'organiser', id: 'org' };
export const PRESENTER: Actor = { role: 'presenter', id: 'host' };

/** Prizes as such meetings give them: 1, 2 and 3 places. */
export const THREE_PRIZES: readonly Prize[] = [
  { id: 'first', name: { zh: '一等奖', en: 'First prize' }, places: 1, moneyYuan: 100_000 },
  { id: 'second', name: { zh: '二等奖', en: 'Second prize' }, places: 2, moneyYuan: 50_000 },
  { id: 'third', name: { zh: '三等奖', en: 'Third prize' }, places: 3 },
];

/** A tour with one stop for each area, and these prizes. */
export const ceremonySetup = (
  areaIds: readonly string[],
  prizes: readonly Prize[] = THREE_PRIZES,
): Setup => ({
  ...sampleSetup,
  areas: areaIds.map((id, index) => ({
    ...{ id, name: { zh: `${id}县`, en: `County ${id}` }, shortName: { zh: id } },
    seat: [32 + index / 20, 110 + index / 20],
  })),
  stops: areaIds.map((areaId, index) => ({
    ...{ id: `s${index + 1}`, number: index + 1, name: { zh: `${areaId}站` }, areaId, day: 1 },
    ...{
      plannedAt: '09:00',
      position: [32 + index / 20, 110 + index / 20] as [number, number],
      rubricId: 'all',
    },
  })),
  prizes: [...prizes],
});

const as = (actor: Actor, command: Step['command']): Step => ({ actor, command });

/** What gives an area its total: no marks, and as many points as a test wants. */
const scored = (areaId: string, stopId: string, points: string): readonly Step[] => [
  as({ role: 'judge', id: 'j1' }, { type: 'castBallot', itemId: stopId, marks: { work: '0', show: '0' } }),
  as(ORGANISER, { type: 'lockItem', itemId: stopId }),
  as(ORGANISER, {
    ...{ type: 'adjustArea', adjustmentId: `points-${areaId}`.padEnd(10, '-'), areaId },
    ...{ points, reason: '示例' },
  }),
];

/** All that leads to a final result with these totals, by area. */
export function finalSteps(
  totals: Readonly<Record<string, string>>,
  prizes: readonly Prize[] = THREE_PRIZES,
  programme: Partial<Programme> = {},
): readonly Step[] {
  const setup = ceremonySetup(Object.keys(totals), prizes);
  return [
    as(ORGANISER, { type: 'setUpTour', setup, basedOnVersion: 0 }),
    as(ORGANISER, { type: 'setVisibility', visibility: { mode: 'hidden' } }),
    as(ORGANISER, { type: 'appointJudges', judges: [{ id: 'j1', name: '评委一' }] }),
    as(ORGANISER, {
      ...{ type: 'setProgramme', basedOnVersion: 0 },
      programme: { ...templateProgramme(setup), ...programme },
    }),
    ...Object.entries(totals).flatMap(([areaId, points], index) => scored(areaId, `s${index + 1}`, points)),
    as(ORGANISER, { type: 'finaliseResult', reason: '核对无误' }),
  ];
}
