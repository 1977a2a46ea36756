import { describe, expect, test, vi } from 'vitest';
import { fleetingDatabase, openDatabase } from '../../../client/outbox/ballots/database.ts';
import { Outbox } from '../../../client/outbox/ballots/outbox.ts';
import { noteShown, type WaitingNote } from '../../../client/outbox/ballots/problem-note.ts';
import type { Commands, KeptPicture, Outcome } from '../../../client/outbox/commands.ts';

type Body = Readonly<Record<string, unknown>>;
const taken: Outcome<never> = { kind: 'taken', body: {} as never };
const later: Outcome<never> = { kind: 'later', retryAfterSeconds: 3600 };
const refusal = (code: string): Outcome<never> => ({ kind: 'refused', code, message: code });
const kept: KeptPicture = { id: 'a'.repeat(32), width: 8, height: 6, widths: [8], colour: '#808080' };
const unreadable = (): Blob =>
  Object.assign(new Blob(['x']), {
    arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')),
  });

/** An outbox of a judge; `answer` says what becomes of a command, `upload` what becomes of a picture. */
function judge(
  answer: (type: string, body: Body) => Outcome | Promise<Outcome> = () => taken,
  upload: () => Outcome<KeptPicture> = () => ({ kind: 'taken', body: kept }),
  database = fleetingDatabase(),
) {
  const given: (readonly [string, Body])[] = [];
  const commands: Commands = {
    speakingFor: () => commands,
    whoAmI: async () => ({ kind: 'taken', body: { id: 'j1' } }),
    async give(type, body) {
      given.push([type, body]);
      return await answer(type, body);
    },
    upload: async () => upload(),
  };
  const outbox = new Outbox({
    ...{ tour: 'tour', judgeId: 'j1', database, commands },
    currentItemId: () => undefined,
    onChange: () => undefined,
  });
  const first = () => outbox.notes[0];
  return { outbox, given, first };
}
const note = (pictures: WaitingNote['pictures'] = [], text = '台账缺页'): WaitingNote => ({
  ...{ key: 'note-0001', commandId: 'note-command-0001', tour: 'tour', judgeId: 'j1', itemId: 's1' },
  ...{ kind: 'records', severity: 'minor', text, notedAtUnixMs: 1, pictures },
});
const content = (text: string) => ({ kind: 'records', severity: 'minor', text, pictures: [] }) as const;
const letter = (commandId: string) => ({
  ...{ commandId, base: 0, rubricPrint: 'p', castAtUnixMs: 1, marks: { work: '9' } },
});

describe('a picture of a note', () => {
  test.each([
    ['that the server cannot take', 'picture.unreadable', () => new Blob(['x'])],
    ['that the phone cannot read any more', 'file.unreadable', unreadable],
  ])('%s keeps no word back, and stays with its reason', async (_which, code, blob) => {
    const { outbox, given, first } = judge(
      () => taken,
      () => refusal('picture.unreadable'),
    );
    await outbox.note(note([{ blob: blob() }]));
    await outbox.note({ ...note([], '第二条'), key: 'note-0002', commandId: 'note-command-0002' });
    await vi.waitFor(() => expect(given.map(([, { text }]) => text)).toEqual(['台账缺页', '第二条']));
    await vi.waitFor(() => expect(outbox.state).toBe('idle'));
    expect(first()).toMatchObject({ sent: true, pictures: [{ refused: { code } }] });
    expect(noteShown(first() as WaitingNote, 1)).toBe(false);
    expect(noteShown({ ...(first() as WaitingNote), pictures: [] }, 1)).toBe(true);
  });

  test('that was refused is tried again as a correction of what was sent', async () => {
    let works = false;
    const { outbox, given, first } = judge(
      () => taken,
      () => (works ? { kind: 'taken', body: kept } : refusal('picture.unreadable')),
    );
    await outbox.note(note([{ blob: new Blob(['x']) }]));
    await vi.waitFor(() => expect(first()?.sent).toBe(true));
    works = true;
    await outbox.retryNote('note-0001');
    await vi.waitFor(() => expect(given.length).toBe(2));
    expect(given[1]).toMatchObject(['reviseProblem', { basedOnVersion: 1, pictures: [{ id: kept.id }] }]);
    expect(given[1]?.[1].commandId).not.toBe(given[0]?.[1].commandId);
  });

  test('that the server has cleared away meanwhile is uploaded again', async () => {
    let uploads = 0;
    const { outbox, given, first } = judge(
      () => (uploads === 0 ? refusal('picture.unknown') : taken),
      () => {
        uploads += 1;
        return { kind: 'taken', body: kept };
      },
    );
    await outbox.note(note([{ blob: new Blob(['x']), kept }]));
    await vi.waitFor(() => expect(first()?.sent).toBe(true));
    expect([uploads, given.length]).toEqual([1, 2]);
  });
});

describe('a note that was refused', () => {
  test('blocks nothing, does not count as sent, and is sent again in other words', async () => {
    const { outbox, given, first } = judge((_type, { text }) =>
      text === '坏' ? refusal('body.invalid') : taken,
    );
    await outbox.note(note([], '坏'));
    await outbox.note({ ...note(), key: 'note-0002', commandId: 'note-command-0002' });
    await vi.waitFor(() => expect(outbox.notes[1]?.sent).toBe(true));
    expect(first()).toMatchObject({ refused: { code: 'body.invalid' } });
    expect(first()?.sent).toBeUndefined();
    await outbox.correct('note-0001', content('好'), 0);
    await vi.waitFor(() => expect(first()?.sent).toBe(true));
    expect(given.at(-1)).toMatchObject(['noteProblem', { text: '好' }]);
  });

  test('because the session ended waits, and goes out once there is another', async () => {
    let ended = true;
    const { outbox, first } = judge(() => (ended ? refusal('session.expired') : taken));
    await outbox.note(note());
    await vi.waitFor(() => expect(outbox.barred?.code).toBe('session.expired'));
    expect(first()?.refused).toBeUndefined();
    ended = false;
    outbox.wake();
    await vi.waitFor(() => expect(first()?.sent).toBe(true));
  });
});

describe('a note that is changed', () => {
  test('while it is on its way becomes a correction of what arrives', async () => {
    let arrive = (): void => undefined;
    const { outbox, given, first } = judge((type) =>
      type === 'noteProblem' ? new Promise((resolve) => (arrive = () => resolve(taken))) : taken,
    );
    await outbox.note(note());
    await vi.waitFor(() => expect(given.length).toBe(1));
    await outbox.correct('note-0001', content('台账缺三页'), 0);
    arrive();
    await vi.waitFor(() => expect(first()?.sent).toBe(true));
    expect(given[1]).toMatchObject(['reviseProblem', { basedOnVersion: 1, text: '台账缺三页' }]);
  });

  test('after it had arrived without an answer becomes a correction, too', async () => {
    let known = false;
    const { outbox, given, first } = judge((type, { text }) => {
      if (type !== 'noteProblem') return taken;
      if (known) return refusal('problem.exists');
      known = text === '台账缺页';
      return later;
    });
    await outbox.note(note());
    await vi.waitFor(() => expect(outbox.state).toBe('waiting'));
    await outbox.correct('note-0001', content('台账缺三页'), 0);
    await vi.waitFor(() => expect(first()?.sent).toBe(true));
    expect(given.at(-1)).toMatchObject(['reviseProblem', { basedOnVersion: 1, text: '台账缺三页' }]);
  });

  test('or thrown away while it is on its way does not come back', async () => {
    let arrive = (): void => undefined;
    const { outbox, given } = judge(() => new Promise((resolve) => (arrive = () => resolve(taken))));
    await outbox.note(note());
    await vi.waitFor(() => expect(given.length).toBe(1));
    await outbox.dropNote('note-0001');
    arrive();
    await vi.waitFor(() => expect(outbox.state).toBe('idle'));
    expect(outbox.notes).toEqual([]);
  });
});

test('a ballot is sent from memory where the browser has no storage at all', async () => {
  const database = await openDatabase();
  const { outbox, given } = judge(undefined, undefined, database);
  await outbox.load();
  await outbox.post('s1', letter('ballot-0001'));
  await vi.waitFor(() => expect(given.map(([type]) => type)).toEqual(['castBallot']));
  expect([database.lasting, database.state]).toEqual([false, 'failing']);
});

test('a ballot whose session ends in mid-send waits; it is not refused', async () => {
  const { outbox } = judge((type) => (type === 'castBallot' ? refusal('invite.revoked') : taken));
  await outbox.post('s1', letter('ballot-0001'));
  await vi.waitFor(() => expect(outbox.barred?.code).toBe('invite.revoked'));
  expect(outbox.boxes.get('s1')?.refused).toBeUndefined();
  expect(outbox.boxes.get('s1')?.attempt?.commandId).toBe('ballot-0001');
});
