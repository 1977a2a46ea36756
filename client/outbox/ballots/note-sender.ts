import { type Commands, isOfSession, type KeptPicture, type Later, type Outcome } from '../commands.ts';
import { LATER } from '../sending.ts';
import { asBlob, asBytes, type KeptBytes } from '../storage/kept-bytes.ts';
import {
  altOf,
  noteBegun,
  noteRefused,
  noteTaken,
  type WaitingNote,
  withoutKept,
  withPicture,
} from './problem-note.ts';

/** What {@link sendNote} works with. */
export interface NoteSenderEnds {
  readonly commands: Commands;
  /** Changes a note where it is still there. */
  change(key: string, change: (note: WaitingNote) => WaitingNote): Promise<WaitingNote | undefined>;
  /** The session has ended in mid-send: everything stays, and waits. */
  onBarred(refusal: { readonly code: string; readonly message: string }): void;
  onLater(outcome: Later): void;
}

/** The bytes of a picture, read now: a phone may lose a file that it has lent. Undefined where it cannot be read. */
const readable = async (picture: Blob | KeptBytes): Promise<Blob | undefined> => {
  const read = await asBytes(picture);
  return read instanceof Blob ? undefined : asBlob(read);
};

/**
 * Sends a note: its pictures, then its words with those that the server has. A picture that cannot be used keeps
 * no word back, and stays with the note as such, with the reason.
 */
export async function sendNote(
  waiting: WaitingNote,
  ends: NoteSenderEnds,
): Promise<typeof LATER | undefined> {
  const { key, commandId } = waiting;
  const note = await ends.change(key, (one) => (one.commandId === commandId ? noteBegun(one) : one));
  if (note?.commandId !== commandId) return undefined;
  let uploaded = 0;
  const kept: KeptPicture[] = [];
  for (const [at, picture] of note.pictures.entries()) {
    if (picture.kept !== undefined) kept.push(picture.kept);
    if (picture.kept !== undefined || picture.blob === undefined || picture.refused !== undefined) continue;
    const outcome = await uploadOf(picture.blob, ends);
    if (isPutOff(outcome, ends)) return LATER;
    if (outcome.kind === 'taken') kept.push(outcome.body);
    uploaded += 1;
    const came =
      outcome.kind === 'taken'
        ? { kept: outcome.body }
        : { refused: { code: outcome.code, message: outcome.message } };
    const now = await ends.change(key, (one) => withPicture(one, commandId, at, came));
    // It was taken back, or changed: what it is now is sent next.
    if (now?.commandId !== commandId) return undefined;
  }
  const { base = 0, kind, severity, text, itemId } = note;
  const outcome = await ends.commands.give(base === 0 ? 'noteProblem' : 'reviseProblem', {
    ...{ commandId, problemId: key, kind, severity, text },
    ...(base === 0 ? { itemId } : { basedOnVersion: base }),
    ...(kept.length > 0 && { pictures: kept.map((one, at) => ({ ...one, alt: altOf(note, at) })) }),
  });
  if (isPutOff(outcome, ends)) return LATER;
  const { kind: came } = outcome;
  // Pictures that nobody used for long are cleared away on the server: the phone still has them.
  const isGone = came === 'refused' && /^picture\.(unknown|gone)$/.test(outcome.code);
  const mayHelp = isGone && uploaded === 0 && note.pictures.some((one) => one.kept && one.blob);
  await ends.change(key, (one) => {
    if (came === 'taken') return noteTaken(one, commandId);
    if (mayHelp) return withoutKept(one);
    return noteRefused(one, commandId, { code: outcome.code, message: outcome.message });
  });
  return undefined;
}

async function uploadOf(
  picture: Blob | KeptBytes,
  { commands }: NoteSenderEnds,
): Promise<Outcome<KeptPicture>> {
  const file = await readable(picture);
  return file === undefined
    ? { kind: 'refused', code: 'file.unreadable', message: '' }
    : await commands.upload(file);
}

/** Whether everything waits: nobody answered, or the session has ended. */
function isPutOff(outcome: Outcome, { onBarred, onLater }: NoteSenderEnds): outcome is Later {
  if (outcome.kind === 'later') onLater(outcome);
  else if (outcome.kind === 'refused' && isOfSession(outcome.code))
    onBarred({ code: outcome.code, message: outcome.message });
  else return false;
  return true;
}
