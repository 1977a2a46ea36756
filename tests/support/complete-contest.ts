import type { TestApp } from './app.ts';
import { sampleJudges, sampleSetup } from './sample-tour.ts';

/** What the judges give each stop of the sample tour: 竹溪县 wins. */
const MARKS = {
  s1: { work: '9.5', show: '9' },
  s2: { work: '8.5', show: '9' },
  s3: { work: '8', show: '8.5' },
};

/** Drives the sample tour until its result can be made final; `but`: all items but these are locked. */
export async function completeContest(
  server: Pick<TestApp, 'command' | 'token'>,
  organiser: string,
  { but = [] }: { readonly but?: readonly string[] } = {},
): Promise<void> {
  for (const { number } of sampleSetup.days) {
    await server.command(organiser, 'beginDay', { day: number });
    for (const { id } of sampleSetup.stops.filter(({ day }) => day === number))
      for (const status of ['arrived', 'left'])
        await server.command(organiser, 'markStop', { stopId: id, status });
    await server.command(organiser, 'endDay', { day: number });
  }
  for (const { id } of sampleJudges) {
    const judge = await server.token('judge', id);
    for (const [itemId, marks] of Object.entries(MARKS))
      await server.command(judge, 'castBallot', { itemId, marks });
  }
  for (const itemId of Object.keys(MARKS).filter((one) => !but.includes(one)))
    await server.command(organiser, 'lockItem', { itemId });
}
