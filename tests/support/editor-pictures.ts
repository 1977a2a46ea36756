import sharp from 'sharp';
import type { Picture } from '../../shared/tour/posts/picture.ts';
import type { TestApp } from './app.ts';

/** Uploads a plain picture of a colour as the editor who has the token; ready to stand in a post. */
export async function uploadPicture(
  server: TestApp,
  token: string,
  colour: string,
  [width, height]: readonly [number, number] = [1200, 800],
): Promise<Picture> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
  const answer = await server.app.http.inject({
    method: 'POST',
    url: '/api/tours/tour/pictures',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
    payload: bytes,
  });
  if (answer.statusCode !== 200 && answer.statusCode !== 201) throw new Error(answer.payload);
  return { ...answer.json<Omit<Picture, 'alt'>>(), alt: `一片${colour}` };
}
