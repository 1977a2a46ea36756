import { afterEach, expect, test, vi } from 'vitest';
import { tourHttp } from '../../client/live/http.ts';
import { createServerTime } from '../../client/live/server-time.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('what a portal says in the server’s place is no answer, whatever it looks like', async () => {
  const http = tourHttp(
    't',
    createServerTime(0, () => 0),
  );
  for (const said of ['null', '{}', '[]', '"ok"', '{"status":"login"}', '<html></html>', '']) {
    vi.stubGlobal('fetch', async () => new Response(said, { status: 200 }));
    const all = [
      http.frames(),
      http.snapshot(),
      http.older(undefined, undefined),
      http.post('p'),
      http.map(1),
    ];
    expect(await Promise.all(all)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  }
  vi.stubGlobal('fetch', async () => Response.json({ posts: [], seq: 1 }));
  expect(await http.post('p')).toEqual({ posts: [], seq: 1 });
});
