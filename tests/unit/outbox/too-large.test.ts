import { expect, test } from 'vitest';
import { type Later, outcomeOf, TOO_LARGE } from '../../../client/outbox/commands.ts';
import { fleetingDesk } from '../../../client/outbox/posts/desk-database.ts';
import { SMALLEST_PIECE_BYTES, type Upload, type Uploads } from '../../../client/outbox/posts/upload.ts';
import { UploadSender } from '../../../client/outbox/posts/upload-sender.ts';

test('what the server says is too large is refused with its words', () => {
  expect(outcomeOf(413, 0, { code: 'upload.too-large', message: 'x' })).toMatchObject({
    code: 'upload.too-large',
  });
  for (const status of [402, 403, 404, 413, 429, 502, 503])
    expect(outcomeOf(status, 0, null).kind).toBe('later');
});

/** Sends a file through a proxy that takes pieces of at most so many bytes; the sizes that it was asked to take. */
async function sendThrough(
  mostBytes: number,
  bytes: number,
  words = '',
): Promise<{ sizes: number[]; upload: Upload; later?: Later }> {
  const database = fleetingDesk();
  const sizes: number[] = [];
  const original = new Blob([new Uint8Array(bytes)]);
  let upload = await database.addFile(
    {
      ...{ key: 'f', tour: 't', outletId: 'o', kind: 'video', name: 'f', bytes, received: 0 },
      uploadId: 'u',
    },
    { key: 'f', original },
  );
  const uploads = {
    async send({ received }: Upload, piece: Blob) {
      sizes.push(piece.size);
      if (piece.size > mostBytes) return { kind: 'refused', code: TOO_LARGE, message: words };
      return { kind: 'taken', body: { received: received + piece.size } };
    },
  } as unknown as Uploads;
  const sender = new UploadSender(database, uploads, async (key, change) => {
    upload = (await database.changeUpload(key, change)) ?? upload;
    return upload;
  });
  while (upload.received < bytes && upload.refused === undefined) {
    const step = await sender.step(upload);
    if (step.kind === 'later') return { sizes, upload, later: step };
  }
  return { sizes, upload };
}

test('a file whose pieces are too large for something on the way goes in smaller ones', async () => {
  const most = 100_000;
  const { sizes, upload } = await sendThrough(most, 400_000);
  expect(upload.received).toBe(400_000);
  expect(sizes.filter((size) => size > most).length).toBeLessThan(4);
});

test('a file of which not even the smallest piece is let through waits, and says by what it is stopped', async () => {
  const { upload, later } = await sendThrough(SMALLEST_PIECE_BYTES / 2, 400_000);
  expect(upload.refused).toBeUndefined();
  expect(later?.stoppedBy).toBe(413);
});

test('what the server itself says is too large is refused', async () => {
  const { upload } = await sendThrough(SMALLEST_PIECE_BYTES / 2, 400_000, '太大');
  expect(upload.refused?.code).toBe(TOO_LARGE);
});
