import { setTimeout as wait } from 'node:timers/promises';
import { cutText, isBlank } from '../../../shared/text.ts';
import type { Tour } from '../../../shared/tour/state.ts';
import type { Store } from '../../store/port.ts';
import type { News } from '../standing.ts';
import { type KeptRobot, noteSent, robotsOf, takeMessage } from './kept-robots.ts';
import { postJson } from './post-json.ts';
import { robotAt, SERVICES } from './services.ts';
import { alarmMessage } from './words.ts';

/** What is told with. */
export interface TellingParts {
  readonly store: Store;
  readonly hosts: readonly string[];
  readonly machineUnixMs: () => number;
}

/** How a message went; `why`: the service's words, or '' where nobody answered. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly why: string };

const TIMEOUT_MS = 10_000;
const AGAIN_AFTER_MS = 2_000;
/** A group that is told more reads nothing of it any more. */
export const MOST_AN_HOUR = 12;
const MOST_WHY = 200;

/** Sends a text by a robot: once more where nobody answered. Never rejects; says nothing of address or secret. */
export async function sendByRobot(
  robot: KeptRobot,
  text: string,
  { hosts, machineUnixMs }: Pick<TellingParts, 'hosts' | 'machineUnixMs'>,
): Promise<Outcome> {
  // The list of allowed hosts may have become shorter since it was kept.
  const allowed = robotAt(robot.address, hosts);
  if (allowed === undefined) return { ok: false, why: '' };
  const once = () => {
    const { address, body } = SERVICES[robot.kind].request(robot, text, machineUnixMs());
    return postJson(address, body, TIMEOUT_MS);
  };
  let answer = await once();
  if (answer === undefined || answer.status >= 500) {
    await wait(AGAIN_AFTER_MS);
    answer = await once();
  }
  if (answer === undefined) return { ok: false, why: '' };
  const why = faultIn(robot, answer.body);
  return why === undefined && answer.status < 300
    ? { ok: true }
    : { ok: false, why: why || `HTTP ${answer.status}` };
}

function faultIn({ kind }: KeptRobot, body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null) return '';
    const why = SERVICES[kind].fault(answer as Readonly<Record<string, unknown>>);
    return why === undefined || isBlank(why) ? why : cutText(why, MOST_WHY, '…');
  } catch {
    return '';
  }
}

/** Tells every robot of a tour what began and ended: one message for each, so many an hour. Throws StoreUnavailable. */
export async function tellRobots(
  parts: TellingParts,
  tourId: string,
  { news, tour, link }: { readonly news: News; readonly tour: Tour; readonly link: string | undefined },
): Promise<void> {
  const messages = [
    ...news.begun.map((alarm) => alarmMessage(alarm, { tour, link, isOver: false })),
    ...news.ended.map((alarm) => alarmMessage(alarm, { tour, link, isOver: true })),
  ];
  if (messages.length === 0) return;
  const { store, machineUnixMs } = parts;
  await Promise.all(
    (await robotsOf(store, tourId)).map(async ({ id }) => {
      for (const text of messages) {
        const taken = { most: MOST_AN_HOUR, nowUnixMs: machineUnixMs() };
        const robot = await takeMessage(store, tourId, id, taken);
        if (robot === undefined) return;
        const outcome = await sendByRobot(robot, text, parts);
        await noteSent(store, tourId, id, { atUnixMs: machineUnixMs(), ...outcome });
      }
    }),
  );
}
