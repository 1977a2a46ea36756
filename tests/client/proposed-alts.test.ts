import { expect, test } from 'vitest';
import { withProposedAlts } from '../../client/desk/pictures/proposed-alts.ts';
import { emptyWriting, needsOf } from '../../client/desk/sheet/forms.ts';
import { setup } from './sample.ts';

const film = (title: string, stopId?: string) => ({
  ...emptyWriting('w', { tour: 't', outletId: 'qinchu', nowUnixMs: 0 }),
  ...{ kind: 'video' as const, title, feature: { link: 'https://v.example.org/1' } },
  ...(stopId !== undefined && { stopId }),
});
const altOf = (writing: ReturnType<typeof film>) => withProposedAlts(writing, { setup }).feature.alt;

test('a film needs no description: one is proposed from its title, else from where it was taken', () => {
  expect(needsOf(film(''), new Map())).toEqual([]);
  expect(altOf(film(' 采茶 '))).toBe('采茶');
  expect(altOf(film('', setup.stops[0]?.id))).toBe(`${setup.stops[0]?.name.zh}现场视频`);
  expect(altOf(film(''))).toBe('现场视频');
  const said = { ...film('采茶'), feature: { link: 'https://v.example.org/1', alt: '茶园全景' } };
  expect(altOf(said)).toBe('茶园全景');
});
