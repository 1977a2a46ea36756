import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { LogLine, Store } from '../../store/port.ts';
import type { Context } from '../context.ts';
import { OWN } from '../wire/cache-rules.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { asOrganiser } from './as-organiser.ts';

/** A page of the log holds at most so many lines, and ends early where they are long. */
const MOST_LINES = 1_000;
const MOST_LETTERS = 1_000_000;

/** The log as it is kept: what an organiser reads, and checks line by line in the own browser. */
export function logBookRoutes(app: FastifyInstance, context: Context): void {
  app.get<{ Params: { tour: string }; Querystring: { after?: string } }>(
    '/api/tours/:tour/log',
    {
      schema: {
        summary: 'The log from a line on, with its hashes',
        description:
          'For: organiser. `hash` is the SHA-256 of the hash before (nothing before the first line), a newline, and `body`. Ask again after the last line until it is `seq`.',
        tags: ['scoring'],
        querystring: Type.Object(
          {
            after: Type.Optional(
              Type.String({ pattern: '^[0-9]{1,12}$', description: 'Only lines after this number.' }),
            ),
          },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      const asked = await asOrganiser(request, context);
      if (!asked.ok) return sendRefusal(request, reply, asked);
      const { room } = asked;
      await room.catchUp();
      const { epoch, seq, hash } = room.fold.head;
      const lines = await page(context.store, room.id, Number(request.query.after ?? 0), seq);
      return reply.header('cache-control', OWN).send({ epoch, seq, hash, lines });
    },
  );
}

/** The lines after one, up to `lastSeq`, as many as fit. Throws StoreUnavailable. */
async function page(
  store: Pick<Store, 'readLog'>,
  log: string,
  afterSeq: number,
  lastSeq: number,
): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  let letters = 0;
  if (afterSeq >= lastSeq) return lines;
  for await (const chunk of store.readLog(log, afterSeq)) {
    for (const { seq, hash, body } of chunk) {
      letters += body.length;
      if (seq > lastSeq || lines.length === MOST_LINES || (letters > MOST_LETTERS && lines.length > 0))
        return lines;
      lines.push({ seq, hash, body });
    }
  }
  return lines;
}
