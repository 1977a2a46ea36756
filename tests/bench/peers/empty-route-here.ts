import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { buildApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { CommandAnswer } from '../../../server/http/writing/commands.ts';
import { loadPages } from '../../../server/render/pages.ts';
import { openSqliteStore } from '../../../server/store/sqlite/store.ts';
import { distFolder } from '../support/processes.ts';

/*
 * The floor of our own commands: this server as it is, with an empty POST route added that reads the same body and
 * answers as many bytes. Everything that stands before every request stands before this one.
 */
const dir = await mkdtemp(join(tmpdir(), 'lalian-bench-'));
const read = readConfig({ DATA_DIR: dir, LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '100000000' });
if (!read.ok) throw new Error(read.problems.join('\n'));
const store = await openSqliteStore({ dir, exclusive: true });
const pages = await loadPages(distFolder());
const { http } = await buildApp({ config: read.config, store, pages, distDir: distFolder() });
const body = Type.Object({ commandId: Type.String() });
http.post(
  '/api/tours/:tour/floorway/:command',
  { schema: { body, response: { 200: CommandAnswer } } },
  async () => ({ at: 1_657_155_600_000, seq: 12_345, repeated: false }),
);
await http.listen({ port: 0, host: '127.0.0.1' });
const address = http.server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
process.stdout.write(`listening on http://localhost:${port}\n`);
