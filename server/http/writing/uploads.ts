import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { FILM_WARNINGS } from '../../../shared/media/film-warnings.ts';
import { sentenceOf } from '../../../shared/refusals.ts';
import { exactly, Position, UnixMs } from '../../../shared/schema.ts';
import type { Role } from '../../../shared/tour/actor.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { ENDINGS_MS } from '../../access/sessions.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import { inMegabytes, MOST_PIECE_BYTES } from '../../media/bounds.ts';
import { UPLOAD_ID, type UploadKind } from '../../media/uploads/upload-record.ts';
import type { UploadFor, UploadStatus } from '../../media/uploads/uploads.ts';
import type { Context } from '../context.ts';
import { whileAdmitted } from '../people/while-admitted.ts';
import { whoActs } from '../people/who.ts';
import { OWN } from '../wire/cache-rules.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { languageOf, sendRefusal } from '../wire/refusals.ts';
import { KeptPictureAnswer, keepFor } from './pictures.ts';

/** Who may upload what. */
const MAY: Readonly<Record<UploadKind, readonly Role[]>> = {
  picture: ['editor', 'organiser', 'judge'],
  video: ['editor', 'organiser'],
};
/** The answer to the last piece waits so long for its result; a proxy waits 30 s. */
const RESULT_WITHIN_MS = 20_000;
/** A piece of 4 MB over a line on which an answer is worth waiting for. */
const RUNS_OUT_WITHIN_MS = 5_000;

const Announcement = exactly({
  kind: Type.Union([Type.Literal('picture'), Type.Literal('video')]),
  bytes: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
});

const Status = Type.Object({
  uploadId: Type.String(),
  received: Type.Integer({ description: 'Bytes that have arrived: the next piece begins there.' }),
  bytes: Type.Integer(),
  result: Type.Optional(
    Type.Union([
      Type.Object({
        ...KeptPictureAnswer,
        taken: Type.Optional(
          Type.Object(
            { atUnixMs: Type.Optional(UnixMs), place: Type.Optional(Position) },
            { description: 'What the camera wrote. Told to the uploader only; not part of a post.' },
          ),
        ),
      }),
      Type.Object({ id: Type.String(), bytes: Type.Integer() }),
    ]),
  ),
  warnings: Type.Optional(
    Type.Array(Type.Object({ code: Type.String(), message: Type.String() }), {
      description: 'Of a film that is taken: where it will not be seen or heard.',
    }),
  ),
  refusal: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
});

const UploadParams = Type.Object({ tour: Type.String(), uploadId: Type.String({ pattern: UPLOAD_ID }) });
const answers = { 200: Status, '4xx': RefusalAnswer, '5xx': RefusalAnswer };

type Params = { tour: string; uploadId: string };

/** Uploads that survive lost signal and restarts: announced, then sent in pieces. */
export async function uploadRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const { uploads } = context;

  /** The tour and the invite of whoever asks, or why not. */
  async function admitted(request: FastifyRequest, roles: readonly Role[]) {
    if (context.stopping()) return refuse('server.stopping');
    const { tour } = request.params as Params;
    const room = await context.tours.find(tour);
    if (room === undefined) return refuse('tour.unknown', { tour });
    const who = await whoActs(request, context.sessions, tour, roles, context.config.publicUrl);
    return who.ok ? { room, owner: who.inviteHash } : who;
  }

  const answer = (request: FastifyRequest, reply: FastifyReply, found: UploadStatus | Refusal) => {
    reply.header('cache-control', OWN);
    if (!('ok' in found)) return shown(request, found);
    context.metrics.refusals.inc({ code: found.code });
    return sendRefusal(request, reply, found);
  };

  /** What is whole is made ready; after a while the answer says only that everything has arrived. */
  async function finished(
    room: TourRoom,
    owner: string,
    status: UploadStatus,
  ): Promise<UploadStatus | Refusal> {
    if (status.received < status.bytes || status.result !== undefined || status.refusal !== undefined)
      return status;
    await room.catchUp();
    const result = uploads.finish(keepFor(room), owner, status.uploadId);
    // Who comes later is told how it ended; nobody is left to hear of it here.
    result.catch(() => undefined);
    return Promise.race([result, delay(RESULT_WITHIN_MS, status, { ref: false })]);
  }

  app.post<{ Params: Params; Body: { kind: UploadKind; bytes: number; sha256?: string } }>(
    '/api/tours/:tour/uploads',
    {
      config: { roles: MAY.picture },
      schema: {
        summary: 'Announce an upload',
        description:
          'For: editor, organiser, judge (pictures only). The same file again, by the same invite, is the same upload; one that is here already is answered with its result.',
        tags: ['pictures'],
        body: Announcement,
        response: answers,
      },
    },
    async (request, reply) => {
      const who = await admitted(request, MAY[request.body.kind]);
      if ('ok' in who) return answer(request, reply, who);
      const found = await uploads.announce(uploadFor(who.room), who.owner, request.body);
      return answer(request, reply, found);
    },
  );

  app.get<{ Params: Params }>(
    '/api/tours/:tour/uploads/:uploadId',
    {
      schema: {
        summary: 'How far an upload is',
        description: 'For whoever announced it.',
        tags: ['pictures'],
        params: UploadParams,
        response: answers,
      },
    },
    async (request, reply) => {
      const who = await admitted(request, MAY.picture);
      if ('ok' in who) return answer(request, reply, who);
      const status = await uploads.status(who.room.id, who.owner, request.params.uploadId);
      return answer(request, reply, 'ok' in status ? status : await finished(who.room, who.owner, status));
    },
  );

  await app.register(async (pieces) => {
    // Never gathered in memory: a piece goes to the disk as it comes.
    pieces.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    pieces.put<{ Params: Params; Querystring: { from: string }; Body: Readable }>(
      '/api/tours/:tour/uploads/:uploadId',
      {
        bodyLimit: MOST_PIECE_BYTES,
        config: { roles: MAY.picture },
        schema: {
          summary: 'Send a piece of an upload',
          description: `For whoever announced it. At most ${inMegabytes(MOST_PIECE_BYTES)}; where it does not begin where the upload ends, the refusal's details say where that is.`,
          tags: ['pictures'],
          consumes: ['application/octet-stream'],
          params: UploadParams,
          querystring: Type.Object({ from: Type.String({ pattern: '^[0-9]{1,12}$' }) }),
          response: answers,
        },
      },
      async (request, reply) => {
        const who = await admitted(request, MAY.picture);
        if ('ok' in who) return answer(request, reply, who);
        if (Number(request.headers['content-length'] ?? 0) > MOST_PIECE_BYTES)
          return answer(
            request,
            reply,
            refuse('request.too-large', { limit: inMegabytes(MOST_PIECE_BYTES) }),
          );
        const { uploadId } = request.params;
        const from = Number(request.query.from);
        const mayGoOn = async () => !('ok' in (await admitted(request, MAY.picture)));
        const passedOn = whileAdmitted(request.body, mayGoOn, ENDINGS_MS);
        const status = await uploads
          .takePiece(who.room.id, who.owner, uploadId, from, passedOn.piece)
          // First the body is let go: what it still waits to pass on is not read.
          .finally(() => passedOn.end())
          .catch(async (error: unknown) => {
            await runOut(request.body);
            throw error;
          });
        // Whoever was revoked meanwhile gets no further.
        const still = await admitted(request, MAY.picture);
        if ('ok' in status || 'ok' in still) await runOut(request.body);
        if ('ok' in still) return answer(request, reply, still);
        return answer(request, reply, 'ok' in status ? status : await finished(who.room, who.owner, status));
      },
    );
  });
}

/** Lets the rest of a refused piece run out, for a while: who is still sending would not hear the answer. */
async function runOut(piece: Readable): Promise<void> {
  if (piece.readableEnded || piece.destroyed) return;
  piece.on('error', () => undefined).resume();
  const ended = new Promise((resolve) => piece.once('end', resolve).once('close', resolve));
  await Promise.race([ended, delay(RUNS_OUT_WITHIN_MS, undefined, { ref: false })]);
}

const uploadFor = (room: TourRoom): UploadFor => ({
  ...keepFor(room),
  goneSeq: (id) => room.fold.media.gone.get(id),
});

/** A status as it is answered: a refusal with its sentence. */
function shown(request: FastifyRequest, { refusal, warnings, ...status }: UploadStatus) {
  const language = languageOf(request);
  return {
    ...status,
    ...(warnings && {
      warnings: warnings.map((code) => ({ code, message: FILM_WARNINGS[code][language] })),
    }),
    ...(refusal && {
      refusal: { code: refusal.code, message: sentenceOf(refusal.code, language, refusal.details) },
    }),
  };
}
