import { describe, expect, test } from 'vitest';
import { fleetingDatabase } from '../../../client/outbox/ballots/database.ts';
import type { WaitingNote } from '../../../client/outbox/ballots/problem-note.ts';
import {
  saysTheSame,
  type UnsavedNote,
  unsavedIn,
  unsavedKey,
  unsavedRows,
} from '../../../client/outbox/ballots/unsaved-note.ts';

const kept = (id: string) => ({ kept: { id, width: 8, height: 6, widths: [8], colour: '#808080' } });
const blob = { blob: { bytes: new ArrayBuffer(3), type: 'image/jpeg' } };
const unsaved = (text: string, itemId = 's1', corrects?: string, judgeId = 'j1'): UnsavedNote => ({
  ...{ key: unsavedKey('tour', judgeId, itemId, corrects), tour: 'tour', judgeId, itemId },
  ...{ kind: 'records', severity: 'major', text, pictures: [blob] },
  ...(corrects !== undefined && { corrects }),
});
const draft = {
  ...{ key: 'tour j1 s1', tour: 'tour', judgeId: 'j1', itemId: 's1', marks: { work: '9' }, base: 0 },
};
const waiting: WaitingNote = {
  ...{ key: 'note-0001', commandId: 'note-command-0001', tour: 'tour', judgeId: 'j1', itemId: 's1' },
  ...{ kind: 'records', severity: 'major', text: '台账缺页', notedAtUnixMs: 1, pictures: [] },
};

describe('the rows of an unsaved note', () => {
  test('come to what was written, one for each judge, item and note that is corrected', () => {
    const all = [unsaved('一'), unsaved('二', 's2'), unsaved('三', 's1', 'note-0001')];
    const others = [unsaved('四', 's1', undefined, 'j2'), { ...unsaved('五'), tour: 'other', key: 'x' }];
    const rows = [draft, ...[...all, ...others].flatMap((one) => unsavedRows(one, true))];
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(unsavedIn(rows, 'tour', 'j1')).toEqual(all);
  });

  test('are no drafts of a ballot for any page, an older one neither', () => {
    // By this an older page knows what is its own.
    for (const row of unsavedRows(unsaved('一'), true)) expect(row).not.toHaveProperty('tour');
  });

  test('of its words alone leave the pictures as they are', async () => {
    const database = fleetingDatabase();
    await database.keepDraft(draft);
    await database.keepUnsaved(unsaved('台'), true);
    await database.keepUnsaved({ ...unsaved('台账缺页'), pictures: [] }, false);
    expect(await database.unsavedNotes('tour', 'j1')).toEqual([unsaved('台账缺页')]);
    expect(await database.all('drafts', 'tour', 'j1')).toEqual([draft]);
    expect(await database.all('notes', 'tour', 'j1')).toEqual([]);
  });

  test.each(['saved as a note', 'saved as a correction', 'thrown away'])(
    'go as a whole when it is %s',
    async (how) => {
      const database = fleetingDatabase();
      const [one, other] = [unsaved('台账缺页'), unsaved('另一站', 's2')];
      await database.keepUnsaved(one, true);
      await database.keepUnsaved(other, true);
      if (how === 'saved as a note') await database.keepNote(waiting, one.key);
      else if (how === 'thrown away') await database.forgetUnsaved(one.key);
      else {
        await database.keepNote(waiting);
        await database.changeNote(waiting.key, (note) => ({ ...note, text: '缺两页' }), one.key);
      }
      expect(await database.unsavedNotes('tour', 'j1')).toEqual([other]);
      expect(await database.all('notes', 'tour', 'j1')).toHaveLength(how === 'thrown away' ? 0 : 1);
    },
  );

  test('stay where the note that they correct is not there any more', async () => {
    const database = fleetingDatabase();
    await database.keepUnsaved(unsaved('缺两页', 's1', 'note-0001'), true);
    const key = unsavedKey('tour', 'j1', 's1', 'note-0001');
    expect(await database.changeNote('note-0001', (note) => note, key)).toBeUndefined();
    expect(await database.unsavedNotes('tour', 'j1')).toHaveLength(1);
  });
});

test('what says no more than what it began from is known as such', () => {
  const start = { kind: 'site', severity: 'minor', text: '', pictures: [] } as const;
  expect(saysTheSame({ ...start }, start)).toBe(true);
  for (const change of [
    { text: '台' },
    { kind: 'records' },
    { severity: 'grave' },
    { pictures: [blob] },
  ] as const)
    expect(saysTheSame({ ...start, ...change }, start)).toBe(false);
  const withPictures = { ...start, pictures: [kept('a'), kept('b')] };
  expect(saysTheSame({ ...start, pictures: [kept('a'), kept('b')] }, withPictures)).toBe(true);
  expect(saysTheSame({ ...start, pictures: [kept('b'), kept('a')] }, withPictures)).toBe(false);
});
