import { setTimeout as delay } from 'node:timers/promises';
import { MESSAGES, type Snapshot } from '../../shared/protocol.ts';
import { followRaw } from './load-follower.ts';
import { sampleSetup } from './sample-tour.ts';
import { until } from './until.ts';

/** Clients over real HTTP, as devices are: they keep what is not acknowledged and send it again. */

/** What a server answered. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Longest that one request may take before the device gives it up. */
const GIVE_UP_MS = 15_000;
const TRY_AGAIN_MS = 20;

/** A POST of JSON; rejects where no answer came. */
export async function post(url: string, body: unknown, token?: string): Promise<Reply> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** Exchanges an invite's code for a session's token. */
export async function enter(base: string, code: string): Promise<string> {
  const { status, body } = await post(`${base}/api/session`, { secret: code });
  if (status !== 200) throw new Error(`The invite was refused: ${JSON.stringify(body)}`);
  return String(body.token);
}

/** Gives a command once. */
export const command = (
  base: string,
  token: string,
  type: string,
  commandId: string,
  body: object,
): Promise<Reply> => post(`${base}/api/tours/tour/commands/${type}`, { commandId, ...body }, token);

/** Gives a command until it is answered for good: again, to the next server, after 503 and lost connections. */
export async function insist(
  bases: () => readonly string[],
  token: string,
  type: string,
  commandId: string,
  body: object,
): Promise<Reply> {
  for (let tries = 0; ; tries += 1) {
    const all = bases();
    const base = all[tries % Math.max(1, all.length)];
    try {
      if (base !== undefined) {
        const reply = await command(base, token, type, commandId, body);
        if (reply.status !== 503) return reply;
      }
    } catch {
      // No answer: it may have had its effect or not. That is what the command's id is for.
    }
    await delay(TRY_AGAIN_MS);
  }
}

/** A tour that is set up over HTTP, with its people's tokens. */
export interface PreparedTour {
  readonly organiser: string;
  readonly editor: string;
  readonly judges: ReadonlyMap<string, string>;
}

/** Sets up the sample tour on an empty server: an organiser, an editor and so many judges. */
export async function prepareTour(base: string, code: string, judges = 52): Promise<PreparedTour> {
  const organiser = await enter(base, code);
  const ids = Array.from({ length: judges }, (_, at) => `j${at + 1}`);
  const give = async (type: string, body: object) => {
    const reply = await command(base, organiser, type, `prepare-${type}`, body);
    if (reply.status !== 200) throw new Error(`${type}: ${JSON.stringify(reply.body)}`);
  };
  await give('setUpTour', { setup: sampleSetup, basedOnVersion: 0 });
  await give('appointJudges', { judges: ids.map((id) => ({ id, name: `评委${id}` })) });
  const wanted = [{ role: 'editor', id: 'qinchu' }, ...ids.map((id) => ({ role: 'judge', id }))];
  const made = await post(`${base}/api/tours/tour/invites`, { invites: wanted }, organiser);
  const invites = made.body.invites as readonly { readonly id: string; readonly url: string }[];
  const tokens = new Map<string, string>();
  for (const { id, url } of invites) tokens.set(id, await enter(base, new URL(url).hash.slice(1)));
  const editor = tokens.get('qinchu') ?? '';
  tokens.delete('qinchu');
  return { organiser, editor, judges: tokens };
}

/** A ballot that a server acknowledged. */
interface Acknowledged {
  readonly judge: string;
  readonly version: number;
  readonly work: string;
}

/** Judges who score without a pause until they are told to stop. */
export interface Panel {
  readonly acknowledged: readonly Acknowledged[];
  /** Ends when everything that was sent is acknowledged. */
  stop(): Promise<void>;
}

/** Every judge casts a ballot for stop `s1` and amends it over and over, each change a command of its own. */
export function startPanel(bases: () => readonly string[], judges: ReadonlyMap<string, string>): Panel {
  const acknowledged: Acknowledged[] = [];
  let going = true;
  const score = async (judge: string, token: string) => {
    for (let version = 1; going; version += 1) {
      const work = String((version % 21) / 2);
      const body = { itemId: 's1', marks: { work, show: '8' } };
      const reply =
        version === 1
          ? await insist(bases, token, 'castBallot', `${judge}-cast-0001`, body)
          : await insist(bases, token, 'amendBallot', `${judge}-amend-${version}`, {
              ...body,
              basedOnVersion: version - 1,
            });
      if (reply.status !== 200) throw new Error(`${judge}: ${JSON.stringify(reply.body)}`);
      acknowledged.push({ judge, version, work });
    }
  };
  const scoring = Promise.all([...judges].map(([judge, token]) => score(judge, token)));
  // A failure is told by stop(); until then nobody waits for it.
  scoring.catch(() => undefined);
  return {
    acknowledged,
    stop: async () => {
      going = false;
      await scoring;
    },
  };
}

/** What an organiser sees of a tour just now; comes back, as a page does, where the server lets nobody in yet. */
export async function organisersView(base: string, token: string): Promise<Snapshot> {
  const what = "the organiser's snapshot";
  const text = await until(
    async () => {
      const follower = await followRaw(base, { as: 'organiser', token });
      const isOver = () => follower.closed() || follower.refused() !== undefined;
      const isSnapshot = (message: string) => message.startsWith(`["${MESSAGES.snapshot}"`);
      try {
        const came = await until(() => follower.messages.find(isSnapshot) ?? isOver(), what);
        return came === true ? undefined : came;
      } finally {
        follower.close();
      }
    },
    what,
    60_000,
  );
  return (JSON.parse(text) as [string, Snapshot])[1];
}

/** What is wrong with the ballots in a tour, given what was acknowledged: lost, changed or doubled ones. */
export function wrongBallots({ tour }: Snapshot, acknowledged: readonly Acknowledged[]): string[] {
  const wrong: string[] = [];
  const newest = new Map<string, number>();
  for (const { judge, version, work } of acknowledged) {
    newest.set(judge, Math.max(version, newest.get(judge) ?? 0));
    const ballot = tour.ballots.s1?.[judge];
    const marks = ballot?.version === version ? ballot.marks : ballot?.earlier[version - 1]?.marks;
    if (marks?.work !== work) wrong.push(`${judge} lost version ${version}`);
  }
  for (const [judge, version] of newest) {
    const found = tour.ballots.s1?.[judge]?.version;
    if (found !== version) wrong.push(`${judge} has version ${found} instead of ${version}`);
  }
  return wrong;
}
