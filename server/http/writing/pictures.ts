import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Role } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { DiskFull, saysFull } from '../../media/files/files.ts';
import type { KeepFor } from '../../media/kept-media.ts';
import type { Context } from '../context.ts';
import { whoActs } from '../people/who.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const MAY_UPLOAD: readonly Role[] = ['editor', 'organiser', 'judge'];

/** A picture as posts and problems take it, together with its words. */
export const KeptPictureAnswer = {
  id: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  widths: Type.Array(Type.Integer()),
  colour: Type.String(),
  placeholder: Type.Optional(Type.String({ description: 'A tiny WebP, base64.' })),
};

/** What keeping a file needs to know of its tour. */
export function keepFor(room: TourRoom): KeepFor {
  const { tour, head } = room.fold;
  return { tour: room.id, timeZone: tour.setup?.timeZone ?? 'Asia/Shanghai', headSeq: head.seq };
}

/** Uploading a picture in one request: for programs; browsers send pieces. */
export async function pictureRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser(
      // Whatever it is called, and where it is called nothing: its bytes say what it is.
      '*',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, body),
    );
    uploads.post<{ Params: { tour: string }; Body: Buffer | undefined }>(
      '/api/tours/:tour/pictures',
      {
        bodyLimit: MOST_BYTES,
        config: { roles: MAY_UPLOAD },
        schema: {
          summary: 'Upload a picture',
          description:
            'For: editor, organiser, judge. The body is the picture itself. The answer goes into a post or a problem, together with its alt text.',
          tags: ['pictures'],
          consumes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic', 'image/gif'],
          body: Type.Unsafe<Buffer | undefined>({ description: 'The picture as it is.' }),
          response: {
            200: Type.Object(KeptPictureAnswer),
            '4xx': RefusalAnswer,
            '5xx': RefusalAnswer,
          },
        },
      },
      async (request, reply) => {
        const no = (refusal: Refusal) => {
          context.metrics.refusals.inc({ code: refusal.code });
          return sendRefusal(request, reply, refusal);
        };
        const { tour } = request.params;
        const room = await context.tours.find(tour);
        if (room === undefined) return no(refuse('tour.unknown', { tour }));
        const who = await whoActs(request, context.sessions, tour, MAY_UPLOAD, context.config.publicUrl);
        if (!who.ok) return no(who);
        if (!Buffer.isBuffer(request.body) || request.body.length === 0)
          return no(refuse('picture.unreadable'));
        await room.catchUp();
        const kept = await keepWhole(context, room, who.inviteHash, request.body);
        if ('ok' in kept) return no(kept);
        return 'picture' in kept ? kept.picture : no(refuse('picture.unreadable'));
      },
    );
  });
}

/** Keeps a picture that came whole: by way of a file, for that is what the workshop reads. */
async function keepWhole({ media, config }: Context, room: TourRoom, owner: string, bytes: Buffer) {
  const dir = join(config.dataDir, 'uploads');
  const file = join(dir, `whole-${randomUUID()}.part`);
  try {
    await mkdir(dir, { recursive: true });
    await writeFile(file, bytes, { mode: 0o600 });
    return await media.keep(keepFor(room), owner, { kind: 'picture', file });
  } catch (error) {
    if (saysFull((error as { readonly code?: unknown }).code))
      throw new DiskFull('The disk is full', { cause: error });
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}
