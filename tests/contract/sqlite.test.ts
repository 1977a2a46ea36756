import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { storeContract } from './store.contract.ts';

storeContract('SQLite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lalian-sqlite-'));
  return {
    open: async () => openSqliteStore({ dir, exclusive: false, pollMs: 5 }),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
});
