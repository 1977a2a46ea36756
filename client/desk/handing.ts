import type { Writing } from '../outbox/writing.ts';
import { cleaned } from './cleaned.ts';
import type { MediaDesk } from './desk.svelte.ts';
import { type Need, needsOf } from './forms.ts';

/** Publishes what is written, or sends its correction; what it lacks, where it lacks something. */
export async function publish(desk: MediaDesk): Promise<readonly Need[]> {
  await desk.attaching.ended(desk.openKey);
  const writing = cleaned(desk.open);
  const needs = needsOf(writing, desk.uploads);
  if (needs.length > 0 || desk.theirs !== undefined) return needs;
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
    await desk.hand(writing, 'publish');
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
  await desk.attaching.ended(desk.openKey);
  const writing = cleaned(desk.open);
  const mustHave = ['nothing', 'long', 'badFile', 'quote', 'figure', 'video', 'videoLink'];
  const needs = needsOf(writing, desk.uploads).filter((need) => mustHave.includes(need));
  if (needs.length > 0 || writing.correcting !== undefined || desk.theirs !== undefined) return needs;
  await desk.hand(writing, 'draft');
  return [];
}
