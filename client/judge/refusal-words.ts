import type { Refused } from '../outbox/ballots/ballot-box.ts';
import { TOO_LARGE } from '../outbox/commands.ts';
import type { JudgeWords } from './words.ts';

/** A refusal's sentence with the item's name in the place of its id, which only programs know. */
export const withName = (sentence: string, itemId: string, name: string): string =>
  sentence.replace(/(点位 |[Ss]top |：|: )([\w-]+)/gu, (whole, before: string, id: string) =>
    id === itemId ? before + name : whole,
  );

/** Why a ballot was refused, in words: the server's own, or this page's where it says none. */
export const ballotRefusal = (words: JudgeWords, { message }: Refused): string =>
  message || words.standing.refused;

/** Why a note or one of its pictures was refused, in words: the server's own, or this page's where it says none. */
export function noteRefusal(words: JudgeWords, { code, message }: Refused): string {
  if (code === 'file.unreadable') return words.fileUnreadable;
  if (code === TOO_LARGE && message === '') return words.fileTooLarge;
  return message || words.pictureRefused;
}
