import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import type { Setup } from '../../shared/tour/setup/setup.ts';
import type { TestApp } from './app.ts';
import { sampleJudges, sampleSetup } from './sample-tour.ts';

/** Who gives which command. */
export type MeetingStep = readonly [actor: Actor, command: Command];

const organiser: Actor = { role: 'organiser', id: 'org' };
/** Whoever steps the ceremony. */
export const presenter: Actor = { role: 'presenter', id: 'host' };

const AREAS = [
  ['zhuxi', '竹溪县', 'Zhuxi County', [32.32, 109.72]],
  ['fang', '房县', 'Fang County', [32.06, 110.73]],
  ['yunxi', '郧西县', 'Yunxi County', [32.99, 110.42]],
  ['zhushan', '竹山县', 'Zhushan County', [32.22, 110.23]],
  ['maojian', '茅箭区', 'Maojian District', [32.59, 110.81]],
] as const;

/** Five areas with a stop each; three prizes for four places, so that one area gets none. */
export const meetingSetup: Setup = {
  ...sampleSetup,
  areas: AREAS.map(([id, zh, en, [latitude, longitude]]) => ({
    ...{ id, name: { zh, en }, shortName: { zh: zh.slice(0, -1), en: en.split(' ')[0] ?? en } },
    seat: [latitude, longitude],
  })),
  stops: AREAS.map(([areaId, zh, , [latitude, longitude]], index) => ({
    ...{ id: `s${index + 1}`, number: index + 1, name: { zh: `${zh}实践所` }, areaId },
    ...{ day: index < 3 ? 1 : 2, plannedAt: '09:00', position: [latitude, longitude], rubricId: 'all' },
  })),
  prizes: [
    { id: 'first', name: { zh: '一等奖', en: 'First prize' }, places: 1, moneyYuan: 100_000 },
    { id: 'second', name: { zh: '二等奖', en: 'Second prize' }, places: 1, moneyYuan: 60_000 },
    { id: 'third', name: { zh: '三等奖', en: 'Third prize' }, places: 2, moneyYuan: 20_000 },
  ],
};

/** What the judges give each area's stop, in the order of the areas; the best first, the third and fourth tied. */
const MARKS = ['9.5', '9', '8.5', '8.5', '6'] as const;

/** Both days driven, every stop scored and locked, the standings hidden, the result final. */
export function untilFinal(marks: readonly string[] = MARKS): readonly MeetingStep[] {
  const by = (command: Command): MeetingStep => [organiser, command];
  return [
    by({ type: 'setUpTour', setup: meetingSetup, basedOnVersion: 0 }),
    by({ type: 'appointJudges', judges: sampleJudges }),
    by({ type: 'setVisibility', visibility: { mode: 'hidden' } }),
    ...[1, 2].flatMap((day): MeetingStep[] => [
      by({ type: 'beginDay', day }),
      ...meetingSetup.stops
        .filter((stop) => stop.day === day)
        .map(({ id }) => by({ type: 'markStop', stopId: id, status: 'left' })),
      by({ type: 'endDay', day }),
    ]),
    ...marks.flatMap((work, index): MeetingStep[] => [
      ...['j1', 'j2', 'j3'].map(
        (id): MeetingStep => [
          { role: 'judge', id },
          { type: 'castBallot', itemId: `s${index + 1}`, marks: { work, show: '9' } },
        ],
      ),
      by({ type: 'lockItem', itemId: `s${index + 1}` }),
    ]),
    by({ type: 'finaliseResult', reason: '核对无误' }),
  ];
}

/** A programme that is all reveal, and a beginning of it. */
export const begun = (changes: Partial<Programme> = {}): readonly MeetingStep[] => [
  [
    organiser,
    {
      type: 'setProgramme',
      programme: {
        scenes: [{ id: 'reveal', kind: 'reveal' }],
        ...{ grain: 'place', delaySeconds: 0, outside: 'opened', hall: 'dark', calm: false, ...changes },
      },
      basedOnVersion: 0,
    },
  ],
  [organiser, { type: 'beginCeremony' }],
];

/** The presenter goes on, so many times; `from` is the step that the hall is at. */
export const onwards = (times: number, from = 1): readonly MeetingStep[] =>
  Array.from({ length: times }, (_, at) => [
    presenter,
    { type: 'stepCeremony', seenStep: from + at, go: 'next' },
  ]);

/** The ceremony ends. */
export const ended: MeetingStep = [presenter, { type: 'endCeremony' }];
/** The whole result becomes everybody's. */
export const opened: MeetingStep = [organiser, { type: 'openResult' }];
/** The result is opened again, and what ran on it is stopped. */
export const stopped: MeetingStep = [organiser, { type: 'reopenResult', reason: '三号点位的分数有误' }];

/** Gives steps one after another to a server under test; throws where one is refused. */
export function giver(server: TestApp): (...steps: readonly MeetingStep[]) => Promise<void> {
  const tokens = new Map<string, string>();
  return async (...steps) => {
    for (const [{ role, id }, { type, ...body }] of steps) {
      const who = `${role}:${id}`;
      const token = tokens.get(who) ?? (await server.token(role, id));
      tokens.set(who, token);
      const { status, body: answer } = await server.command(token, type, body);
      if (status !== 200) throw new Error(`${type} was refused: ${JSON.stringify(answer)}`);
    }
  };
}
