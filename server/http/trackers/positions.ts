import type { FastifyInstance } from 'fastify';
import { refuse } from '../../../shared/tour/outcome.ts';
import { type Fix, fixTimesAt, usableFix } from '../../../shared/track/fix.ts';
import { inviteIdOf, openInvite, readCode } from '../../access/invites.ts';
import { networkOf } from '../../bounds/network.ts';
import type { Context } from '../context.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { parseTrackerRequest } from './parse.ts';

const MOST_BYTES = 1024 * 1024;
const IS_CONTENT_TYPE = /^[\w.+-]+\/[\w.+-]+\s*(;|$)/;

/**
 * One address per device, its secret in the path, for every tracker client there is. What is
 * authenticated is answered 2xx whatever it holds: any other answer would block the device's queue.
 * Only a store that is away is an error, and then the device keeps the position and sends it again.
 */
export async function positionRoutes(app: FastifyInstance, context: Context): Promise<void> {
  /** Whom a code of an address opens. */
  const open = async (text: string) => {
    const code = readCode(text);
    return code === undefined
      ? refuse('invite.unknown')
      : openInvite(context.store, code.tour, code.secret, context.nowUnixMs());
  };
  await app.register(async (trackers) => {
    // Clients send JSON, forms or nothing, not always with the right name for it; each is read as it looks.
    trackers.removeAllContentTypeParsers();
    trackers.addHook('onRequest', async ({ raw: { headers } }) => {
      // What is no content type at all would be refused before anything is read.
      if (!IS_CONTENT_TYPE.test(headers['content-type'] ?? 'a/b'))
        headers['content-type'] = 'application/octet-stream';
    });
    trackers.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, readBody(String(body))),
    );
    trackers.route<{
      Params: { code: string };
      Querystring: Record<string, string | string[]>;
      Body: unknown;
    }>({
      method: ['GET', 'POST'],
      url: '/track/:code',
      config: {
        asksFirst: true,
        // A bound of its own, for each device: whatever else comes from the bus that it is in.
        rateLimit: {
          max: context.config.requestsPerMinute,
          timeWindow: 60_000,
          keyGenerator: async (request) => {
            const { code } = request.params as { readonly code: string };
            const known = await open(code).catch(() => undefined);
            return known?.ok ? `tracker ${known.hash}` : networkOf(request.ip);
          },
        },
      },
      // Before a batch of positions is read it is known whose they are.
      onRequest: async (request, reply) => {
        const opened = await open(request.params.code);
        if (opened.ok && opened.actor.role === 'tracker') return;
        // Counted apart from people's tries: a phone that goes on reporting to a wrong address must keep
        // neither the judges in the same bus out nor a tracker whose address is right.
        const isGuess = !opened.ok && opened.code === 'invite.unknown';
        const seconds = isGuess ? context.guesses.wait(`tracker ${networkOf(request.ip)}`) : 0;
        if (seconds > 0) return sendRefusal(request, reply, refuse('request.too-many', { seconds }));
        return sendRefusal(request, reply, opened.ok ? refuse('role.forbidden') : opened);
      },
      schema: {
        summary: "A tracker's own address",
        description:
          'OwnTracks, Traccar Client, OsmAnd, GPSLogger and Overland, by GET or POST. See the README.',
        tags: ['positions'],
      },
      handler: async (request, reply) => {
        const code = readCode(request.params.code);
        const opened = await open(request.params.code);
        // Revoked while its positions came.
        if (!opened.ok || code === undefined)
          return sendRefusal(request, reply, opened.ok ? refuse('invite.unknown') : opened);
        context.seen.note(code.tour, inviteIdOf(opened.hash));
        const query = Object.fromEntries(
          Object.entries(request.query).map(([key, value]) => [key, String(value)]),
        );
        const report = parseTrackerRequest({
          method: request.method,
          contentType: request.headers['content-type'],
          query,
          body: request.body,
        });
        const room = await context.tours.find(code.tour);
        const times = room?.fixTimes ?? fixTimesAt(context.nowUnixMs());
        const usable: Fix[] = [];
        for (const raw of report.fixes) {
          const checked = usableFix({ ...raw, deviceId: opened.actor.id }, times);
          if (checked.ok) usable.push(checked.fix);
          context.metrics.fixes.inc({ outcome: checked.ok ? 'used' : checked.why });
        }
        for (const { why } of report.setAside) context.metrics.fixes.inc({ outcome: outcomeOf(why) });
        if (usable.length > 0) await room?.addFixes(usable);
        const body: unknown = report.reply.body;
        return typeof body === 'string'
          ? reply.type('text/plain').send(body)
          : reply.type('application/json').send(JSON.stringify(body));
      },
    });
  });
}

/** A reason as it is counted: devices must not make up names of counters. */
const outcomeOf = (why: string): string => (/^[a-z-]+$/.test(why) ? why : 'other');

/** JSON where it is JSON, else the text as it came. */
function readBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
