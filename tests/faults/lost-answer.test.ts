import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Store, StoreUnavailable } from '../../server/store/port.ts';
import { openRedisStore } from '../../server/store/redis/store.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { freshId, startApp } from '../support/app.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** The same store, of which the answer to one append is lost after it was written. */
function losing(store: Store, isLost: () => boolean): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (name !== 'append') return typeof member === 'function' ? member.bind(target) : member;
      return async (...given: Parameters<Store['append']>) => {
        const outcome = await target.append(...given);
        // The tail has told of the group before its writer gives up.
        await new Promise((resolve) => setTimeout(resolve, 200));
        if (isLost()) throw new StoreUnavailable('The answer was lost');
        return outcome;
      };
    },
  });
}

test.each([
  ['Redis', () => openRedisStore({ url: redis.url, commandTimeoutMs: 1_000 })],
  ['SQLite', (dir: string) => openSqliteStore({ dir, exclusive: true })],
] as const)(
  'what was written although its writer was told otherwise is shown without another command (%s)',
  async (_kind, open) => {
    let lost = false;
    const server = await startApp({ store: async (dir) => losing(await open(dir), () => lost) });
    try {
      const editor = await server.token('editor', 'qinchu');
      const commandId = freshId();
      const post = { commandId, postId: 'post-lost-answer', text: '车队已到', pictures: [] };
      lost = true;
      expect(await server.command(editor, 'publishPost', post)).toMatchObject({
        status: 503,
        body: { code: 'store.away' },
      });
      lost = false;
      await until(
        async () => (await server.get('/live/tour/posts.json')).text.includes('post-lost-answer'),
        'the post',
      );
      expect(await server.command(editor, 'publishPost', post)).toMatchObject({
        status: 200,
        body: { repeated: true },
      });
    } finally {
      await server.close();
    }
  },
);
