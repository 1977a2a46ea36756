import { HttpConnection, httpRequest } from './http-connection.ts';
import { answerQuestions } from './processes.ts';

/** What the parent asks for: that so many connections ask for a path again and again. */
export interface Question {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly connections: number;
  readonly seconds: number;
}

/** How many answers came, and in how much time. */
export interface Answered {
  readonly answers: number;
  readonly seconds: number;
}

async function ask({ port, path, headers, status, connections, seconds }: Question): Promise<Answered> {
  const request = Buffer.from(httpRequest('GET', path, headers));
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let answers = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = new HttpConnection(port);
      while (performance.now() < endsAt) {
        const answer = await connection.send(request);
        if (answer.status !== status) throw new Error(`${path} was answered ${answer.status}`);
        answers += 1;
      }
      connection.close();
    }),
  );
  return { answers, seconds: (performance.now() - startedAt) / 1000 };
}

answerQuestions(ask);
