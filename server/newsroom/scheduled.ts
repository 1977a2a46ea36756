import { createHash } from 'node:crypto';
import type { Command } from '../../shared/commands.ts';
import type { DraftContent } from '../../shared/desk.ts';
import { type Actor, actorRef } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import type { PublishPost } from '../../shared/tour/posts/posts.ts';
import type { TourRoom } from '../live/tour-room.ts';
import type { Drafts, KeptDraft } from './drafts.ts';

/** What is asked of the server around the newsroom before something is published without anybody there. */
export interface Edge {
  /** The command as the edge takes it from an editor, or why not: pictures that are kept, hosts that are allowed. */
  readonly check: (command: Command) => Promise<Command | Refusal>;
  /** Whether the outlet still has an invite that was not revoked. */
  readonly isLetIn: (tour: string, outletId: string) => Promise<boolean>;
}

/** The command that publishes a draft: the draft's id is the post's. */
export const publishCommand = (draftId: string, content: DraftContent): PublishPost => ({
  type: 'publishPost',
  postId: draftId,
  ...content,
});

/** One retry key for each version of a draft: whichever processes publish it, after whatever, it happens once. */
const commandIdOf = ({ id, version }: KeptDraft): string =>
  `draft-${createHash('sha256').update(`${id} ${version}`).digest('hex').slice(0, 32)}`;

/** What says nothing of the draft: it is tried again. */
export const NOT_NOW: readonly Refusal['code'][] = [
  'store.away',
  'server.stopping',
  'tour.archived',
  'tour.deleted',
];

/**
 * Publishes a scheduled draft whose time has come, as its outlet's editor with its author's name. What
 * cannot be published stays, with the reason. Throws StoreUnavailable; then it is tried again.
 */
export async function publishDraft(
  room: TourRoom,
  drafts: Drafts,
  draft: KeptDraft,
  edge: Edge,
  nowUnixMs: number,
): Promise<void> {
  const { outletId, author } = draft;
  const actor: Actor = { role: 'editor', id: outletId, ...(author !== undefined && { name: author }) };
  const commandId = commandIdOf(draft);
  const isPublished = () => room.fold.answerTo(actorRef(actor), commandId) !== undefined;
  const refusal = isPublished() ? undefined : await submitted(room, actor, commandId, draft, edge);
  if (refusal === undefined || refusal.code === 'command.reused') return forget(drafts, draft, nowUnixMs);
  if (NOT_NOW.includes(refusal.code)) return;
  // Another process may have published it while this one was told no.
  await room.catchUp();
  return isPublished() ? forget(drafts, draft, nowUnixMs) : drafts.fail(draft, refusal);
}

async function submitted(
  room: TourRoom,
  actor: Actor,
  commandId: string,
  { id, outletId, content }: KeptDraft,
  edge: Edge,
): Promise<Refusal | undefined> {
  if (!(await edge.isLetIn(room.id, outletId))) return refuse('outlet.revoked');
  const command = await edge.check(publishCommand(id, content));
  if ('ok' in command) return command;
  const answer = await room.submit(actor, commandId, command);
  return answer.ok ? undefined : answer;
}

/** Removes a draft that is published, also where another process noted a failure just before. */
async function forget(
  drafts: Drafts,
  { id, outletId, version }: KeptDraft,
  nowUnixMs: number,
): Promise<void> {
  const removed = await drafts.remove(outletId, id, version, nowUnixMs);
  if (removed.ok) return;
  const now = await drafts.find(outletId, id);
  if (now?.state === 'failed' && now.version === version + 1)
    await drafts.remove(outletId, id, now.version, nowUnixMs);
}
