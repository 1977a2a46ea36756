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

const TOUR_PATH = '/api/tours/tour/commands/';
/** How many ballots each phone has sent to each server, over all rounds. */
const sent = new Map<string, number>();

/** The n-th ballot of a phone: every stop once, then all of them amended, again and again. */
function ballot({ stops, tokens }: Question, phone: number, nth: number): string {
  // Every phone begins at another stop.
  const stop = stops[(phone + nth) % stops.length] ?? { id: '', criteria: [] };
  const version = Math.floor(nth / stops.length);
  const marks = Object.fromEntries(
    stop.criteria.map((id, at) => [id, `${5 + ((phone + nth + at) % 5)}.${(nth + at) % 10}`]),
  );
  const based = version === 0 ? {} : { basedOnVersion: version };
  const body = { commandId: `ballot-${phone}-${nth}`, stopId: stop.id, ...based, marks };
  const path = `${TOUR_PATH}${version === 0 ? 'castBallot' : 'amendBallot'}`;
  return httpRequest('POST', path, { authorization: `Bearer ${tokens[phone]}` }, JSON.stringify(body));
}

async function send(question: Question): Promise<Acknowledged> {
  const delaysMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + question.seconds * 1000;
  await Promise.all(
    question.tokens.map(async (_token, phone) => {
      const connection = new HttpConnection(question.port);
      const key = `${question.server} ${phone}`;
      let nth = sent.get(key) ?? 0;
      for (let at = performance.now(); at < endsAt; ) {
        const answer = await connection.send(ballot(question, phone, nth));
        if (answer.status !== 200) throw new Error(`A ballot was refused: ${answer.status} ${answer.body}`);
        nth += 1;
        const now = performance.now();
        delaysMs.push(now - at);
        at = now;
      }
      sent.set(key, nth);
      connection.close();
    }),
  );
  return { ballots: delaysMs.length, seconds: (performance.now() - startedAt) / 1000, delaysMs };
}

answerQuestions(send);
