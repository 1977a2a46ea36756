import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../../shared/tour/outcome.ts';
import { pictureKey, type Range, videoKey } from '../../media/files/files.ts';
import type { Context } from '../context.ts';
import { GONE, OF_CONTENT_UNTIL_GONE } from '../wire/cache-rules.ts';
import { isKnown } from '../wire/negotiation.ts';
import { sendRefusal } from '../wire/refusals.ts';

type Params = { tour: string; file: string };

/** The addresses of pictures and films, for everybody. */
export function mediaUrls(app: FastifyInstance, context: Context): void {
  /** Whose file it is: the tour's own; a dress rehearsal has those of the real tour too, which are not copied. */
  async function lender(tour: string, keyOf: (tour: string) => string) {
    const room = await context.tours.find(tour);
    const real = room?.fold.tour.setup?.rehearsalOf;
    if (real === undefined || (await context.media.files.size(keyOf(tour))) !== undefined)
      return { tour, room };
    return { tour: real, room: await context.tours.find(real) };
  }

  const route = (
    what: 'picture' | 'video',
    url: string,
    form: RegExp,
    keyOf: (tour: string, id: string, width: number) => string,
  ) =>
    app.get<{ Params: Params }>(url, { schema: { hide: true } }, async (request, reply) => {
      const { file } = request.params;
      const [, id, width = '0'] = form.exec(file) ?? [];
      const { tour, room } =
        id === undefined
          ? { tour: '', room: undefined }
          : await lender(request.params.tour, (of) => keyOf(of, id, Number(width)));
      if (id === undefined || room === undefined) return sendRefusal(request, reply, refuse('route.unknown'));
      const goneSeq = room.fold.media.gone.get(id);
      if (goneSeq !== undefined) {
        const { media } = context;
        const kept = await (what === 'picture' ? media.findPicture(tour, id) : media.findVideo(tour, id));
        // Uploaded again since: its editor looks at it before it is published.
        if (kept === undefined || kept.keptAfterSeq < goneSeq)
          return sendRefusal(
            request,
            reply,
            refuse(what === 'picture' ? 'picture.gone' : 'video.gone'),
          ).header('cache-control', GONE);
      }
      const type = what === 'picture' ? 'image/webp' : 'video/mp4';
      return sendFile(request, reply, context, keyOf(tour, id, Number(width)), type);
    });
  route('picture', '/pictures/:tour/:file', /^([0-9a-f]{32})-(\d{1,5})\.webp$/, pictureKey);
  route('video', '/videos/:tour/:file', /^([0-9a-f]{32})\.mp4$/, videoKey);
}

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { media }: Context,
  key: string,
  type: string,
): Promise<FastifyReply> {
  // What a name stands for never changes, so it is the best of tags.
  const etag = `"${key.slice(key.lastIndexOf('/') + 1)}"`;
  const bytes = await media.files.size(key);
  if (bytes === undefined) return sendRefusal(request, reply, refuse('route.unknown'));
  // An id stands for one content.
  reply.header('cache-control', OF_CONTENT_UNTIL_GONE).header('etag', etag).header('accept-ranges', 'bytes');
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  reply.type(type);
  const ifRange = request.headers['if-range'];
  const range = ifRange === undefined || ifRange === etag ? rangeOf(request.headers.range, bytes) : undefined;
  if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${bytes}`).send();
  const { from, to } = range ?? { from: 0, to: bytes - 1 };
  reply.header('content-length', to - from + 1);
  if (range !== undefined) reply.code(206).header('content-range', `bytes ${from}-${to}/${bytes}`);
  if (request.method === 'HEAD') return reply.send();
  const content = await media.files.read(key, range);
  // Withdrawn between the two questions.
  if (content === undefined) {
    reply.removeHeader('content-length').removeHeader('content-range');
    return sendRefusal(request, reply, refuse('route.unknown'));
  }
  return reply.send(content);
}

/** The one part that is asked for (RFC 9110, 14.2); undefined for the whole, also where several parts are asked for. */
function rangeOf(header: string | undefined, bytes: number): Range | 'beyond' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (found === null) return undefined;
  const [, first = '', last = ''] = found;
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(bytes - 1, Number(last));
  return from >= bytes || to < from ? 'beyond' : { from, to };
}
