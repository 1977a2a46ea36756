import type { Refusal } from '../../shared/tour/outcome.ts';
import { listTours } from '../live/tour-records.ts';
import type { TourRoom } from '../live/tour-room.ts';
import { type CopyParts, tellHalls } from './copies.ts';
import type { Step } from './plan.ts';
import { changePlay, mostDue, type Play, playedAt, playOf, stepsFrom } from './plays.ts';
import { inTurn } from './turns.ts';

/** What the player needs from the server around it. */
export interface PlayerParts extends CopyParts {
  readonly processId: string;
  readonly machineUnixMs: () => number;
}

/** What says nothing of the step: it is tried again. */
const NOT_NOW: readonly Refusal['code'][] = [
  'store.away',
  'server.stopping',
  'tour.archived',
  'tour.deleted',
];

const DEVICE = 'dress-rehearsal';
/** A process that says nothing for so long no longer plays, and another one does. */
const LEASE_MS = 5_000;

/** Gives what is due on every copy that plays. Every process may: one of them does. Throws StoreUnavailable. */
export async function playDue(parts: PlayerParts, isStopping: () => boolean): Promise<void> {
  for (const { id, rehearsalOf: real } of await listTours(parts.store)) {
    if (real === undefined) continue;
    // Between two stretches somebody may pause it, or wipe it.
    while (!isStopping() && (await inTurn(parts.tours, real, () => playStretch(parts, id))));
  }
}

/** Gives the next steps that are due; whether there may be more. */
async function playStretch(parts: PlayerParts, copy: string): Promise<boolean> {
  const { store, tours, nowUnixMs } = parts;
  const seen = await playOf(store, copy);
  if (seen === undefined || !isGoing(seen)) return false;
  const play = await takeTurn(parts, copy);
  const room = play && (await tours.find(copy));
  if (play === undefined || room === undefined) return false;
  await room.catchUp();
  // Made anew or wiped elsewhere: this play is over, and the other's record comes.
  if (room.fold.head.epoch !== play.epoch || (await store.head(copy))?.epoch !== play.epoch) return false;
  const share = play.isFinishing ? 1 : playedAt(play, nowUnixMs()) / play.lengthMs;
  const due = (await stepsFrom(store, copy, play.done))
    .slice(0, mostDue(play) - play.done)
    .filter((step) => step.share <= share);
  if (due.length === 0 || !(await give(room, due, play, nowUnixMs()))) return false;
  const done = play.done + due.length;
  const noted = await changePlay(store, copy, (now) =>
    now.epoch === play.epoch ? { ...now, done: Math.max(now.done, done) } : undefined,
  );
  await tellHalls(parts);
  return noted !== undefined;
}

const isGoing = (play: Play): boolean =>
  (play.isFinishing === true || play.sinceUnixMs !== undefined) && play.done < mostDue(play);

/** Makes this process the one that plays, where no other is; undefined where one is. */
function takeTurn({ store, processId, machineUnixMs }: PlayerParts, copy: string): Promise<Play | undefined> {
  const now = machineUnixMs();
  return changePlay(store, copy, (play) => {
    if (!isGoing(play)) return undefined;
    const { by, untilUnixMs = 0 } = play;
    // A clock that was set back must not stop it for long.
    const isTaken = by !== processId && untilUnixMs > now && untilUnixMs <= now + LEASE_MS;
    return isTaken ? undefined : { ...play, by: processId, untilUnixMs: now + LEASE_MS };
  });
}

/**
 * Gives steps in their order; false where it has to be tried again. What is refused, as the organiser has done it
 * already, is left out. The retry key says which step it is: given by two processes, or again after a restart, it
 * happens once.
 */
async function give(room: TourRoom, due: readonly Step[], play: Play, now: number): Promise<boolean> {
  const answers = await Promise.all(
    due.flatMap(({ given }, index) =>
      given === undefined
        ? []
        : [
            room.submit(
              given.actor,
              `play-${play.epoch.slice(0, 8)}-${String(play.done + index).padStart(6, '0')}`,
              given.command,
            ),
          ],
    ),
  );
  if (answers.some((answer) => !answer.ok && NOT_NOW.includes(answer.code))) return false;
  const places = due.flatMap(({ place }) => place ?? []);
  const [latitude, longitude] = places.slice(-2);
  if (latitude !== undefined && longitude !== undefined)
    await room.addFixes([{ deviceId: DEVICE, fixedAtUnixMs: now, latitude, longitude }]);
  return true;
}
