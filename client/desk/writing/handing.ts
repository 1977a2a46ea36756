import type { Writing } from '../../outbox/posts/writing.ts';
import type { MediaDesk } from '../desk.svelte.ts';
import { withProposedAlts } from '../pictures/proposed-alts.ts';
import type { How } from '../sending/outgoing.svelte.ts';
import { cleaned } from '../sheet/cleaned.ts';
import { type Need, needsOf, proposed } from '../sheet/forms.ts';

/** What is written, with all the pictures that were being attached, in the form that the server takes. */
export async function written(desk: MediaDesk): Promise<Writing> {
  await desk.attaching.ended(desk.sheets.openKey);
  return cleaned(desk.sheets.open);
}

/** Publishes what is written, or sends its correction; what it lacks, where it lacks something. */
export async function publish(desk: MediaDesk): Promise<readonly Need[]> {
  const writing = await written(desk);
  const needs = needsOf(writing, desk.outgoing.uploads);
  if (needs.length > 0 || desk.sheets.theirs !== undefined) return needs;
  await handOver(desk, writing, () => desk.tell(true, desk.words.write.published));
  return [];
}

/** Gives a writing over to be published; one that has its own hour is asked for first, for it goes out before that. */
export async function handOver(
  desk: MediaDesk,
  writing: Writing,
  then: () => void = () => {},
): Promise<void> {
  const go = async (): Promise<void> => {
    await hand(desk, writing, 'publish');
    then();
  };
  const { drafts } = desk.words;
  const scheduled = desk.newsroom.drafts.find(({ id, state }) => id === writing.key && state === 'scheduled');
  if (scheduled?.scheduledAtUnixMs === undefined) return go();
  const text = drafts.publishAsk(desk.timeOf(scheduled.scheduledAtUnixMs));
  desk.openDialog({ kind: 'ask', text, yes: drafts.publishNow, done: () => void go() });
}

/** Saves what is written for colleagues: also what is not whole yet, as long as the server can keep it. */
export async function saveDraft(desk: MediaDesk): Promise<readonly Need[]> {
  const writing = await written(desk);
  const mustHave = ['nothing', 'long', 'badFile', 'quote', 'figure', 'video', 'videoLink'];
  const needs = needsOf(writing, desk.outgoing.uploads).filter((need) => mustHave.includes(need));
  if (needs.length > 0 || writing.correcting !== undefined || desk.sheets.theirs !== undefined) return needs;
  await hand(desk, writing, 'draft');
  return [];
}

/** Takes a writing off its sheet and gives it to what goes out. */
export async function hand(desk: MediaDesk, writing: Writing, how: How): Promise<void> {
  const filed = withProposedAlts(proposed(cleaned(writing), desk.tour), desk.tour);
  desk.sheets.takeOut(filed.key);
  await desk.outgoing.send(filed, how);
}
