import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../shared/refusals.ts';
import { ReadyBodies } from '../../live/frames/ready-body.ts';
import type { Summary } from '../../live/summaries.ts';
import { listRealTours, type TourRecord } from '../../live/tour-records.ts';
import type { ListedTour } from '../../render/pages.ts';
import type { Context } from '../context.ts';
import { MAY_CHANGE } from '../wire/cache-rules.ts';
import { sendReady } from '../wire/send-ready.ts';
import { languageAsked } from './feeds.ts';

const HTML = 'text/html; charset=utf-8';
/** What is listed is looked at no more often than that, ms: everybody asks for the same. */
const LOOKED_AT_MS = 1_000;

/** Sends the list of tours: to be used at `/` as well, where more than one could be meant. */
export type SendTours = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** The list of tours at an address of its own; answers how it is sent elsewhere. */
export function toursPage(app: FastifyInstance, context: Context, leastAgeMs: number): SendTours {
  const { origin } = new URL(context.config.publicUrl);
  const bodies = new ReadyBodies(leastAgeMs, 2);
  let looked: { readonly at: number; readonly tours: Promise<readonly ListedTour[]> } | undefined;
  let known: readonly ListedTour[] | undefined;

  /** What is listed now; while the store is away, what was. */
  async function listed(): Promise<readonly ListedTour[]> {
    if (looked === undefined || performance.now() - looked.at > LOOKED_AT_MS)
      looked = { at: performance.now(), tours: toursOf(context) };
    try {
      known = await looked.tours;
    } catch (error) {
      looked = undefined;
      if (known === undefined) throw error;
    }
    return known;
  }

  const send: SendTours = async (request, reply) => {
    const language: Language = languageAsked(request);
    const tours = await listed();
    const make = () => context.pages.tours(language, tours, origin);
    const body = await bodies.get(language, JSON.stringify(tours), make);
    return sendReady(request, reply, body, MAY_CHANGE, HTML);
  };
  app.get('/tours', { schema: { hide: true } }, send);
  return send;
}

/** Tours that are set up and there, the newest first: what everybody may know of them. */
async function toursOf({ store, summaries }: Context): Promise<readonly ListedTour[]> {
  const records = (await listRealTours(store)).toReversed();
  const all = await Promise.all(
    records.map(async (record) => ({ record, summary: await summaries.of(record.id) })),
  );
  return all.flatMap(({ record, summary }) => shown(record, summary) ?? []);
}

function shown(
  { id, archivedAtUnixMs }: TourRecord,
  { road, name, firstDate, lastDate, areas = 0, stops = 0, posts = 0 }: Summary,
): ListedTour | undefined {
  if (road === undefined || name === undefined || firstDate === undefined || lastDate === undefined)
    return undefined;
  const isPast = archivedAtUnixMs !== undefined;
  return { id, name, course: road, firstDate, lastDate, areas, stops, posts, isPast };
}
