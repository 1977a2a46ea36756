import { createHash, randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_SIGNS, readPairingCode } from '../../shared/pairing-code.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { createInvite, readCode } from '../access/invites.ts';
import { hashSecret, isSecret, newSecret } from '../access/secrets.ts';
import type { Store } from '../store/port.ts';

/*
 * A screen without a session shows a code, which the organiser types; then it has an invite and a session of its own.
 * The code is short, so it lives for ten minutes, is used once, and opens nothing by itself: what comes of it goes to the
 * browser that holds the secret that was made with it. Both are kept under hashes only.
 */

/** A code that is shown somewhere, as it is kept under its hash. */
interface Shown {
  readonly secretHash: string;
  readonly expiresAtMs: number;
  /** For which tour it was typed. */
  readonly tour?: string;
  /** What opens the screen's sessions, once there is an invite. */
  readonly invite?: { readonly hash: string; readonly actor: Actor };
}

const COLLECTION = 'screen-codes';
const LIVES_MS = 600_000;
/** Codes that are shown at the same time, everywhere; more are no screens. */
const MOST_SHOWN = 300;

const keyOf = (code: string): string => createHash('sha256').update(`screen-code ${code}`).digest('hex');

/** A new code with the secret of the browser that shows it; undefined where too many are shown. Throws StoreUnavailable. */
export async function showCode(
  store: Store,
  machineMs: number,
): Promise<{ readonly code: string; readonly secret: string; readonly livesMs: number } | undefined> {
  let shown = 0;
  for (const { key, body } of await store.listRecords(COLLECTION)) {
    if ((JSON.parse(body) as Shown).expiresAtMs > machineMs) shown += 1;
    else await store.deleteRecord(COLLECTION, key);
  }
  if (shown >= MOST_SHOWN) return undefined;
  const code = randomSigns(CODE_LENGTH);
  const secret = newSecret();
  const kept: Shown = { secretHash: hashSecret(secret), expiresAtMs: machineMs + LIVES_MS };
  const written = await store.putRecord(COLLECTION, keyOf(code), JSON.stringify(kept), 0);
  return written === undefined ? undefined : { code, secret, livesMs: LIVES_MS };
}

/** What became of a code, for the browser that shows it. */
export type CodeState =
  | { readonly state: 'waiting'; readonly livesMs: number }
  | {
      readonly state: 'paired';
      readonly tour: string;
      readonly invite: { readonly hash: string; readonly actor: Actor };
    }
  /** It has expired, or it is not this browser's. */
  | { readonly state: 'gone' };

/** Looks what became of a code. Throws StoreUnavailable. */
export async function lookAtCode(
  store: Store,
  typed: string,
  secret: string,
  machineMs: number,
): Promise<CodeState> {
  const code = readPairingCode(typed);
  if (code === undefined || !isSecret(secret)) return { state: 'gone' };
  const record = await store.getRecord(COLLECTION, keyOf(code));
  const shown = record && (JSON.parse(record.body) as Shown);
  if (shown === undefined || shown.secretHash !== hashSecret(secret) || shown.expiresAtMs <= machineMs)
    return { state: 'gone' };
  // Asked again, because the answer was lost: it is the same browser, and the same invite.
  if (shown.tour !== undefined && shown.invite !== undefined)
    return { state: 'paired', tour: shown.tour, invite: shown.invite };
  return { state: 'waiting', livesMs: shown.expiresAtMs - machineMs };
}

/** Gives the screen that shows a code an invite of its own on a tour. Throws StoreUnavailable. */
export async function pairScreen(
  store: Store,
  tour: string,
  typed: string,
  { name, createdBy }: { readonly name: string; readonly createdBy: string },
  { machineMs, nowUnixMs }: { readonly machineMs: number; readonly nowUnixMs: number },
): Promise<{ readonly ok: true; readonly inviteId: string; readonly id: string } | Refusal> {
  const code = readPairingCode(typed);
  const record = code === undefined ? undefined : await store.getRecord(COLLECTION, keyOf(code));
  const shown = record && (JSON.parse(record.body) as Shown);
  if (
    record === undefined ||
    shown === undefined ||
    shown.tour !== undefined ||
    shown.expiresAtMs <= machineMs
  )
    return refuse('screen-code.unknown');
  // Taken first: of two who type it at once one gets the screen.
  const taken: Shown = { ...shown, tour };
  const version = await store.putRecord(COLLECTION, record.key, JSON.stringify(taken), record.version);
  if (version === undefined) return refuse('screen-code.unknown');
  const actor: Actor = { role: 'screen', id: `screen-${randomSigns(6).toLowerCase()}`, name };
  const invite = await createInvite(store, tour, { ...actor, createdBy }, nowUnixMs);
  // The secret of the invite is thrown away: only the browser with the code's secret ever enters by it.
  const hash = hashSecret(readCode(invite.code)?.secret ?? '');
  await store.putRecord(COLLECTION, record.key, JSON.stringify({ ...taken, invite: { hash, actor } }));
  return { ok: true, inviteId: invite.inviteId, id: actor.id };
}

const randomSigns = (count: number): string =>
  Array.from({ length: count }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');
