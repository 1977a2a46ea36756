import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import type { TestApp } from './app.ts';

/** A short meeting of the sample tour: a title, one story, the reveal of the only prize in four parts, thanks. */
export const shortProgramme: Programme = {
  scenes: [
    { id: 'opening', kind: 'title', title: { zh: '总结会', en: 'Summary meeting' } },
    { id: 'story', kind: 'story', areaId: 'zhuxi' },
    { id: 'reveal', kind: 'reveal' },
    { id: 'thanks', kind: 'thanks' },
  ],
  ...{ grain: 'part', delaySeconds: 0, outside: 'opened', hall: 'dark', calm: false },
};

/** Scores the sample tour, hides its standings, makes the result final and sets a programme; the organiser's token. */
export async function makeFinal(server: TestApp, programme: Programme = shortProgramme): Promise<string> {
  const organiser = await server.token('organiser', 'org-final');
  const give = async (token: string, type: string, body: Record<string, unknown>) => {
    const { status, body: answer } = await server.command(token, type, body);
    if (status !== 200) throw new Error(`${type} was refused: ${JSON.stringify(answer)}`);
  };
  for (const [index, judge] of ['j1', 'j2', 'j3'].entries()) {
    const token = await server.token('judge', judge);
    for (const itemId of ['s1', 's2', 's3'])
      await give(token, 'castBallot', {
        itemId,
        marks: { work: itemId === 's1' ? '9.5' : '9', show: `${7 + index}` },
      });
  }
  for (const itemId of ['s1', 's2', 's3']) await give(organiser, 'lockItem', { itemId });
  await give(organiser, 'setVisibility', { visibility: { mode: 'hidden' } });
  await give(organiser, 'finaliseResult', { reason: '核对无误' });
  await give(organiser, 'setProgramme', { programme, basedOnVersion: 0 });
  return organiser;
}
