import type { RehearsalPlay } from '../../shared/protocol.ts';
import type { Store } from '../store/port.ts';
import type { Plan, Step } from './plan.ts';

/** How far a rehearsal is that plays by itself, as the store keeps it. */
export interface Play {
  /** The log that it plays on: another one of that name is another rehearsal. */
  readonly epoch: string;
  /** How long the whole takes. */
  readonly lengthMs: number;
  /** How long it had played when it was last begun or paused; and since when it goes on: absent while it is paused. */
  readonly playedMs: number;
  readonly sinceUnixMs?: number;
  /** The rest, and the result, at once. */
  readonly isFinishing?: true;
  /** Steps given, of all; those from `ownSteps` on are given only where it is finished at once. */
  readonly done: number;
  readonly steps: number;
  readonly ownSteps: number;
  /** Which process gives the steps, and until when no other does, by the machine's clock. */
  readonly by?: string;
  readonly untilUnixMs?: number;
}

export type Asked = 'pause' | 'goOn' | 'finish';

/** Steps in one record. */
export const A_CHUNK = 100;
const PLAY = 'play';
const playsOf = (copy: string): string => `play.${copy}`;
const chunkKey = (chunk: number): string => `steps-${String(chunk).padStart(5, '0')}`;

/** How far the time is that has been played. */
export const playedAt = ({ playedMs, sinceUnixMs }: Play, nowUnixMs: number): number =>
  playedMs + (sinceUnixMs === undefined ? 0 : Math.max(0, nowUnixMs - sinceUnixMs));

/** How many steps are to be given by now. */
export const mostDue = ({ isFinishing, steps, ownSteps }: Play): number => (isFinishing ? steps : ownSteps);

/** What the organiser sees of it. */
export function shownPlay(play: Play): RehearsalPlay {
  const { done, lengthMs, sinceUnixMs, isFinishing } = play;
  const of = mostDue(play);
  const going = isFinishing || sinceUnixMs !== undefined ? 'plays' : 'paused';
  return { state: done >= of ? 'over' : going, done, of, minutes: lengthMs / 60_000 };
}

/** Pauses, goes on or finishes. What is finishing does so. */
export function asked(play: Play, what: Asked, nowUnixMs: number): Play {
  const { sinceUnixMs, ...rest } = play;
  if (what === 'finish') return { ...play, isFinishing: true };
  const paused = { ...rest, playedMs: playedAt(play, nowUnixMs) };
  if (what === 'pause') return paused;
  return sinceUnixMs === undefined ? { ...rest, sinceUnixMs: nowUnixMs } : play;
}

/** Begins a play in the place of any other of that copy. */
export async function putPlay(
  store: Store,
  copy: string,
  { steps: own, finish }: Plan,
  begun: Pick<Play, 'epoch' | 'lengthMs' | 'sinceUnixMs'>,
): Promise<void> {
  const steps = [...own, ...finish];
  for (let from = 0; from < steps.length; from += A_CHUNK) {
    const body = JSON.stringify({ steps: steps.slice(from, from + A_CHUNK) });
    await store.putRecord(playsOf(copy), chunkKey(from / A_CHUNK), body);
  }
  const play: Play = { ...begun, playedMs: 0, done: 0, steps: steps.length, ownSteps: own.length };
  await store.putRecord(playsOf(copy), PLAY, JSON.stringify(play));
}

/** Forgets the play of a copy. */
export async function dropPlay(store: Store, copy: string): Promise<void> {
  await store.deleteRecord(playsOf(copy), PLAY);
  for (const { key } of await store.listRecords(playsOf(copy))) await store.deleteRecord(playsOf(copy), key);
}

/** How far a copy is; undefined where it does not play. Throws StoreUnavailable. */
export async function playOf(store: Store, copy: string): Promise<Play | undefined> {
  const record = await store.getRecord(playsOf(copy), PLAY);
  return record && (JSON.parse(record.body) as Play);
}

/** The steps that stand in a record with step number `from`, from that one on. */
export async function stepsFrom(store: Store, copy: string, from: number): Promise<readonly Step[]> {
  const record = await store.getRecord(playsOf(copy), chunkKey(Math.floor(from / A_CHUNK)));
  const steps = record === undefined ? [] : (JSON.parse(record.body) as { steps: Step[] }).steps;
  return steps.slice(from % A_CHUNK);
}

/**
 * Changes how far it is, whoever else does at the same moment: `change` is asked again of what stands there then.
 * Undefined where it does not want to, or nothing plays: what was wiped does not come back.
 */
export async function changePlay(
  store: Store,
  copy: string,
  change: (play: Play) => Play | undefined,
): Promise<Play | undefined> {
  for (;;) {
    const record = await store.getRecord(playsOf(copy), PLAY);
    const changed = record && change(JSON.parse(record.body) as Play);
    if (record === undefined || changed === undefined) return undefined;
    if ((await store.putRecord(playsOf(copy), PLAY, JSON.stringify(changed), record.version)) !== undefined)
      return changed;
  }
}
