import { expect, test, vi } from 'vitest';
import { startApp } from '../support/app.ts';

// Fastify compiles every route's schemas before it is ready where it is not told to wait for their first use.
vi.mock('../../server/http/wire/compiled-on-use.ts', async (original) => ({
  ...(await original<typeof import('../../server/http/wire/compiled-on-use.ts')>()),
  compiledOnUse: {},
}));

test('the schemas of every route compile', async () => {
  const { app, close } = await startApp({ bare: true });
  await expect(app.http.ready()).resolves.toBeDefined();
  await close();
});
