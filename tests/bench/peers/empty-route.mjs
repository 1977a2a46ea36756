import Fastify from 'fastify';
import { Type } from 'typebox';

/*
 * The floor of everything that answers HTTP: the same server (Fastify) that reads the same JSON body and answers
 * as many bytes, and does nothing else; beside it an empty GET route. No sessions, no headers for security, no
 * bound on requests, no log.
 */
const app = Fastify({ keepAliveTimeout: 65_000 });
const Answer = Type.Object({ at: Type.Integer(), seq: Type.Integer(), repeated: Type.Boolean() });

app.post(
  '/api/tours/:tour/floorway/:command',
  { schema: { body: Type.Object({ commandId: Type.String() }), response: { 200: Answer } } },
  async () => ({ at: 1_657_155_600_000, seq: 12_345, repeated: false }),
);
app.get('/', async (_request, reply) => reply.send('{}'));

await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`listening on http://localhost:${app.server.address().port}\n`);
