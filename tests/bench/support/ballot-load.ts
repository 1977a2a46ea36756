import { HttpConnection, httpRequest } from './http-connection.ts';
import { answerQuestions } from './processes.ts';

/** A stop with the criteria that a ballot for it must mark. */
export interface StopToScore {
  readonly id: string;
  readonly criteria: readonly string[];
}

/** What the parent asks for: that these phones send ballots, each the next one after its answer. */
export interface Question {
  readonly port: number;
  /** Told to the phones' state apart: each server has its own. */
  readonly server: string;
  /** The part of the address before the command's name. */
  readonly way: 'commands' | 'floorway';
  readonly tokens: readonly string[];
  readonly stops: readonly StopToScore[];
  readonly seconds: number;
}

/** How many ballots were acknowledged, and in how much time. */
export interface Acknowledged {
  readonly ballots: number;
  readonly seconds: number;
  readonly delaysMs: readonly number[];
}

/** A phone's connection to a server, and how many ballots it has sent there, over all rounds. */
interface Phone {
  readonly connection: HttpConnection;
  sent: number;
}
const phones = new Map<string, Phone>();

/** The n-th ballot of a phone: every stop once, then all of them amended, again and again. */
function ballot({ stops, tokens, way }: Question, phone: number, nth: number): string {
  // Every phone begins at another stop.
  const stop = stops[(phone + nth) % stops.length] ?? { id: '', criteria: [] };
  const version = Math.floor(nth / stops.length);
  const marks = Object.fromEntries(
    stop.criteria.map((id, at) => [id, `${5 + ((phone + nth + at) % 5)}.${(nth + at) % 10}`]),
  );
  const based = version === 0 ? {} : { basedOnVersion: version };
  const body = { commandId: `ballot-${phone}-${nth}`, itemId: stop.id, ...based, marks };
  const path = `/api/tours/tour/${way}/${version === 0 ? 'castBallot' : 'amendBallot'}`;
  return httpRequest('POST', path, { authorization: `Bearer ${tokens[phone]}` }, JSON.stringify(body));
}

async function send(question: Question): Promise<Acknowledged> {
  const delaysMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + question.seconds * 1000;
  await Promise.all(
    question.tokens.map(async (_token, phone) => {
      const key = `${question.server} ${phone}`;
      const its = phones.get(key) ?? { connection: new HttpConnection(question.port), sent: 0 };
      phones.set(key, its);
      for (let at = performance.now(); at < endsAt; ) {
        const answer = await its.connection.send(ballot(question, phone, its.sent));
        if (answer.status !== 200) throw new Error(`A ballot was refused: ${answer.status} ${answer.body}`);
        its.sent += 1;
        const now = performance.now();
        delaysMs.push(now - at);
        at = now;
      }
    }),
  );
  return { ballots: delaysMs.length, seconds: (performance.now() - startedAt) / 1000, delaysMs };
}

answerQuestions(send);
