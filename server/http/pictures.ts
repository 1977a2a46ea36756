import { mkdir } from 'node:fs/promises';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { type Refusal, refuse } from '../../shared/tour/outcome.ts';
import { RefusalAnswer } from './commands.ts';
import type { Context } from './context.ts';
import { sendRefusal } from './refusals.ts';
import { whoActs } from './who.ts';

const MOST_BYTES = 20 * 1024 * 1024;
const YEAR_SECONDS = 31_536_000;

/** Uploading pictures, and their addresses for everybody. */
export async function pictureRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await mkdir(context.pictures.dir, { recursive: true });
  await app.register(fastifyStatic, {
    root: context.pictures.dir,
    prefix: '/pictures/',
    decorateReply: false,
    index: false,
    dotfiles: 'deny',
    allowedPath: (path) => /^\/[a-z0-9-]+\/[0-9a-f]{32}-\d{1,5}\.webp$/.test(path),
    cacheControl: true,
    immutable: true,
    maxAge: YEAR_SECONDS * 1000,
  });

  await app.register(async (uploads) => {
    uploads.addContentTypeParser(
      /^image\/[a-z0-9.+-]+$|^application\/octet-stream$/,
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, body),
    );
    uploads.post<{ Params: { tour: string }; Body: Buffer | undefined }>(
      '/api/tours/:tour/pictures',
      {
        bodyLimit: MOST_BYTES,
        schema: {
          summary: 'Upload a picture',
          description:
            'For: editor, organiser, judge. The body is the picture itself. The answer goes into a post or a problem, together with its alt text.',
          tags: ['pictures'],
          consumes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'],
          body: Type.Unsafe<Buffer | undefined>({ description: 'The picture as it is.' }),
          response: {
            200: Type.Object({
              id: Type.String(),
              width: Type.Integer(),
              height: Type.Integer(),
              widths: Type.Array(Type.Integer()),
              colour: Type.String(),
            }),
            '4xx': RefusalAnswer,
          },
        },
      },
      async (request, reply) => {
        const no = (refusal: Refusal) => {
          context.metrics.refusals.inc({ code: refusal.code });
          return sendRefusal(request, reply, refusal);
        };
        const { tour } = request.params;
        if ((await context.tours.find(tour)) === undefined) return no(refuse('tour.unknown', { tour }));
        const who = await whoActs(
          request,
          context.sessions,
          tour,
          ['editor', 'organiser', 'judge'],
          context.config.publicUrl,
        );
        if (!who.ok) return no(who);
        if (!Buffer.isBuffer(request.body) || request.body.length === 0)
          return no(refuse('picture.unreadable'));
        const kept = await context.pictures.add(tour, request.body);
        return 'ok' in kept ? no(kept) : kept;
      },
    );
  });
}
