import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoFilm } from '../../../server/demo/posts/film.ts';
import { filmWordsOf } from '../../../server/demo/posts/post-extras.ts';
import { posts } from '../../../server/demo/posts/posts.ts';
import { makeVideo } from '../../../server/media/making/make-video.ts';

const filmed = posts.filter(({ title }) => filmWordsOf(title) !== undefined);

test('a post has a film, over a picture of its own, described as a demo film', () => {
  expect(filmed.length).toBeGreaterThan(0);
  for (const { title, pictures } of filmed) {
    expect(filmWordsOf(title)).toMatch(/（演示视频）$/);
    expect(pictures.length).toBeGreaterThan(0);
  }
});

test('the server takes the film as it is', async () => {
  const film = demoFilm();
  const dir = await mkdtemp(join(tmpdir(), 'lalian-film-'));
  try {
    const file = join(dir, 'demo.mp4');
    await writeFile(file, film);
    expect(await makeVideo(file, dir)).toEqual({
      ok: true,
      video: { bytes: film.length },
    });
    expect(await readFile(join(dir, 'film.mp4'))).toEqual(film);
    expect(film.length).toBeLessThan(1024 * 1024);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}, 30_000);
