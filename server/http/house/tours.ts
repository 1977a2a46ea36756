import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DeleteTour, Holdings, House, HouseTour } from '../../../shared/house/wire.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { holdingsOf } from '../../house/holdings.ts';
import { houseOf, tourOf } from '../../house/list.ts';
import { archiveTour, deleteTour, restoreTour, type Shutting, unarchiveTour } from '../../house/shutting.ts';
import { TOURS, tourIn } from '../../live/tour-records.ts';
import type { Context } from '../context.ts';
import { houseRoute } from './route.ts';

type OfTour = FastifyRequest<{ Params: { tour: string } }>;

/** The tours of a server as its host keeps them: listed, archived, deleted, and had back. */
export function houseTourRoutes(app: FastifyInstance, context: Context): void {
  const { store, media } = context;

  houseRoute(
    app,
    context,
    { method: 'GET', url: '', summary: 'The tours of this server, and how each is kept', answer: House },
    () => houseOf(context),
  );

  houseRoute(
    app,
    context,
    {
      ...{ method: 'GET', url: '/tours/:tour/holdings', answer: Holdings },
      summary: 'What would go with a tour: counts and sizes, and nothing of what stands in it',
    },
    async (_host, request) => {
      const { tour } = request.params;
      const stored = await store.getRecord(TOURS, tour);
      if (stored === undefined || tourIn(stored).rehearsalOf !== undefined)
        return refuse('tour.unknown', { tour });
      return holdingsOf(store, media.files, tour);
    },
  );

  /** A route that shuts or opens a tour, and answers how it is kept now. */
  const shutting = (
    method: 'PUT' | 'DELETE',
    what: 'archive' | 'deletion',
    summary: string,
    description: string,
    change: (id: string, request: OfTour) => Promise<Shutting | Refusal>,
  ) =>
    houseRoute<{ name: string }>(
      app,
      context,
      {
        ...{ method, url: `/tours/:tour/${what}`, summary, description, answer: HouseTour },
        ...(method === 'PUT' && what === 'deletion' && { body: DeleteTour }),
      },
      async (_host, request) => {
        const done = await change(request.params.tour, request);
        return done.ok ? tourOf(done.record, context) : done;
      },
    );

  shutting(
    ...(['PUT', 'archive', 'Archive a tour: from now on it can only be read'] as const),
    'Every command and everything else that writes is refused with `tour.archived`, everywhere within a second; pages stay. Can be undone.',
    (id) => archiveTour(context, id),
  );
  shutting(
    ...(['DELETE', 'archive', 'Take a tour out of the archive'] as const),
    'It goes on as it was.',
    (id) => unarchiveTour(context, id),
  );
  shutting(
    ...(['PUT', 'deletion', 'Delete a tour; its name is to be typed'] as const),
    'Nobody gets at it any more, everywhere within a second: `tour.deleted`, 410. For 30 days it can be had back; then its log, positions, pictures, uploads, people and sessions go for good.',
    async (id, request) => {
      const { name } = request.body as { name: string };
      const stored = await store.getRecord(TOURS, id);
      if (stored === undefined) return refuse('tour.unknown', { tour: id });
      const tour = await tourOf(tourIn(stored), context);
      const wanted = tour.name?.zh ?? id;
      if (![wanted, tour.name?.en].some((one) => one !== undefined && plain(one) === plain(name)))
        return refuse('tour.name-mistyped', { name: wanted });
      return deleteTour(context, id);
    },
  );
  shutting(
    ...(['DELETE', 'deletion', 'Have a deleted tour back'] as const),
    'With everything in it and everybody who was let in; archived, if it was.',
    (id) => restoreTour(context, id),
  );
}

/** A name as it is compared: spaces and the widths of letters are not what is asked for. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim();
