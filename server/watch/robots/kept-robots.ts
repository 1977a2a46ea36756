import { randomBytes } from 'node:crypto';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { Store } from '../../store/port.ts';
import { type Robot, type RobotKind, robotAt } from './services.ts';

/** How the last message went. */
export interface Sent {
  readonly atUnixMs: number;
  readonly ok: boolean;
  /** What the service said, where it refused. */
  readonly why?: string;
}

/** A robot as the store keeps it. Times by the machine's clock. */
export interface KeptRobot extends Robot {
  readonly addedAtUnixMs: number;
  /** When messages went out within the last hour. */
  readonly sentAt: readonly number[];
  readonly last?: Sent;
}

/** A robot as its organiser sees it: neither its address nor its secret. */
export interface ShownRobot {
  readonly id: string;
  readonly kind: RobotKind;
  /** The end of its address, to tell it from others. */
  readonly hint: string;
  readonly isSigned: boolean;
  readonly addedAtUnixMs: number;
  readonly last?: Sent;
}

const MOST_ROBOTS = 5;
const HINT_CHARACTERS = 4;
const collectionOf = (tour: string): string => `robots.${tour}`;

/** Every robot of a tour by its id. Throws StoreUnavailable. */
export async function robotsOf(
  store: Store,
  tour: string,
): Promise<readonly { readonly id: string; readonly robot: KeptRobot }[]> {
  const records = await store.listRecords(collectionOf(tour));
  return records.map(({ key, body }) => ({ id: key, robot: JSON.parse(body) as KeptRobot }));
}

/** One of them, or undefined. Throws StoreUnavailable. */
export async function robotOf(store: Store, tour: string, id: string): Promise<KeptRobot | undefined> {
  const record = await store.getRecord(collectionOf(tour), id);
  return record && (JSON.parse(record.body) as KeptRobot);
}

/** Keeps a robot; again the same address takes the place of what was kept of it. Throws StoreUnavailable. */
export async function addRobot(
  store: Store,
  tour: string,
  asked: { readonly address: string; readonly secret?: string },
  { hosts, machineUnixMs }: { readonly hosts: readonly string[]; readonly machineUnixMs: number },
): Promise<{ readonly ok: true; readonly id: string } | Refusal> {
  const found = robotAt(asked.address, hosts);
  if (found === undefined) return refuse('robot.address', { hosts: hosts.join(', ') });
  const all = await robotsOf(store, tour);
  const known = all.find(({ robot }) => robot.address === found.address);
  if (known === undefined && all.length >= MOST_ROBOTS)
    return refuse('robot.too-many', { most: MOST_ROBOTS });
  const id = known?.id ?? randomBytes(8).toString('hex');
  const robot: KeptRobot = {
    ...{ kind: found.kind, address: found.address, addedAtUnixMs: machineUnixMs },
    ...(asked.secret !== undefined && { secret: asked.secret }),
    sentAt: known?.robot.sentAt ?? [],
  };
  await store.putRecord(collectionOf(tour), id, JSON.stringify(robot));
  return { ok: true, id };
}

/** Forgets a robot; false where there is none. Throws StoreUnavailable. */
export const removeRobot = (store: Store, tour: string, id: string): Promise<boolean> =>
  store.deleteRecord(collectionOf(tour), id);

/** Changes a robot in one step, whichever process changes it besides; what it is then, undefined where it is gone or stays. */
async function changed(
  store: Store,
  tour: string,
  id: string,
  change: (robot: KeptRobot) => KeptRobot | undefined,
): Promise<KeptRobot | undefined> {
  for (;;) {
    const record = await store.getRecord(collectionOf(tour), id);
    const after = record && change(JSON.parse(record.body) as KeptRobot);
    if (record === undefined || after === undefined) return undefined;
    const version = await store.putRecord(collectionOf(tour), id, JSON.stringify(after), record.version);
    if (version !== undefined) return after;
  }
}

const HOUR_MS = 3_600_000;

/**
 * Takes one of the messages that a robot may send in an hour, before it is sent: of two at once both are counted. The
 * robot; undefined where it is gone, or has sent `most`. Throws StoreUnavailable.
 */
export const takeMessage = (
  store: Store,
  tour: string,
  id: string,
  { most, nowUnixMs }: { readonly most: number; readonly nowUnixMs: number },
): Promise<KeptRobot | undefined> =>
  changed(store, tour, id, (robot) => {
    const recent = robot.sentAt.filter((at) => Math.abs(nowUnixMs - at) < HOUR_MS);
    return recent.length >= most ? undefined : { ...robot, sentAt: [...recent, nowUnixMs] };
  });

/** Notes how a message went, where the robot is still there. Throws StoreUnavailable. */
export async function noteSent(store: Store, tour: string, id: string, last: Sent): Promise<void> {
  await changed(store, tour, id, (robot) => ({ ...robot, last }));
}

/** A robot without what nobody may read again. */
export function shownRobot(
  id: string,
  { kind, address, secret, addedAtUnixMs, last }: KeptRobot,
): ShownRobot {
  const { host } = new URL(address);
  // Its own host is all that is asked of the address here: it was taken before.
  const token = robotAt(address, [host])?.token ?? '';
  return {
    ...{ id, kind, hint: token.slice(-HINT_CHARACTERS), isSigned: secret !== undefined, addedAtUnixMs },
    ...(last !== undefined && { last }),
  };
}
