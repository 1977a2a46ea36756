import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Context } from './context.ts';
import { hostRoutes } from './house/hosts.ts';
import { makingRoutes } from './house/making.ts';
import { houseTourRoutes } from './house/tours.ts';
import { operationRoutes } from './operation.ts';
import { archiveRoutes } from './pages/archive.ts';
import { embedRoutes } from './pages/embed.ts';
import { feedRoutes } from './pages/feeds.ts';
import { oembedRoutes, shareRoutes } from './pages/outlets.ts';
import { pageFailureRoutes } from './pages/page-failures.ts';
import { pageRoutes } from './pages/pages.ts';
import { screenPages } from './pages/role-pages.ts';
import { sitemapRoutes } from './pages/sitemaps.ts';
import { backupRoutes } from './people/backups.ts';
import { dressRehearsalRoutes } from './people/dress-rehearsal.ts';
import { hallRoutes } from './people/hall.ts';
import { inviteRoutes } from './people/invites.ts';
import { logBookRoutes } from './people/log-book.ts';
import { pairingRoutes } from './people/pairing.ts';
import { peopleRoutes } from './people/people.ts';
import { robotRoutes } from './people/robots.ts';
import { roleUrls } from './people/role-urls.ts';
import { sessionFirst } from './people/session-first.ts';
import { sessionRoutes } from './people/sessions.ts';
import { shutFirst } from './people/shut-first.ts';
import { likeRoutes } from './public/likes.ts';
import { liveUrls } from './public/live-urls.ts';
import { mediaUrls } from './public/media-urls.ts';
import { pushRoutes } from './public/push.ts';
import { acceptJson, secureDocuments, secureRequests } from './security.ts';
import { positionRoutes } from './trackers/positions.ts';
import { keepNothingUnsaid } from './wire/cache-rules.ts';
import { cleanBodies } from './wire/clean-body.ts';
import { describeInterface } from './wire/openapi.ts';
import { answerErrors, knownTours } from './wire/refusals.ts';
import { commandRoutes } from './writing/commands.ts';
import { deskRoutes } from './writing/desk.ts';
import { pictureRoutes } from './writing/pictures.ts';
import { rehearsalRoutes } from './writing/rehearsal.ts';
import { setUpRoutes } from './writing/set-up.ts';
import { uploadRoutes } from './writing/uploads.ts';

/** What routes need beside their context. */
interface RouteParts {
  readonly clock: Clock;
  /** Folder that `npm run build` filled. */
  readonly distDir: string;
  /** What everybody polls is made anew at most so often, ms. */
  readonly gatherMs: number;
}

/**
 * Every address of the server, and before them what holds for all: the order of the hooks matters. Who is nobody is
 * turned away before a byte of his body is read.
 */
export async function registerRoutes(
  http: FastifyInstance,
  context: Context,
  { clock, distDir, gatherMs }: RouteParts,
): Promise<void> {
  const { config, metrics, pages } = context;
  // A connection that is kept alive for a next request would outlast the server that is to stop.
  http.addHook('onSend', async (_request, reply) => {
    if (context.stopping()) reply.header('connection', 'close');
  });
  keepNothingUnsaid(http);
  await secureRequests(http, context);
  shutFirst(http, context);
  sessionFirst(http, context);
  acceptJson(http);
  cleanBodies(http);
  answerErrors(http, (code) => metrics.refusals.inc({ code }));
  describeInterface(http);
  http.decorate('notice', pages.notice);
  knownTours(http);
  await http.register(async (routes) => {
    commandRoutes(routes, context);
    sessionRoutes(routes, context);
    inviteRoutes(routes, context);
    peopleRoutes(routes, context);
    hostRoutes(routes, context);
    houseTourRoutes(routes, context);
    makingRoutes(routes, context);
    dressRehearsalRoutes(routes, context);
    robotRoutes(routes, context);
    backupRoutes(routes, context);
    pairingRoutes(routes, context);
    hallRoutes(routes, context);
    liveUrls(routes, context, gatherMs);
    roleUrls(routes, context);
    logBookRoutes(routes, context);
    archiveRoutes(routes, context);
    setUpRoutes(routes, context);
    deskRoutes(routes, context);
    likeRoutes(routes, context);
    feedRoutes(routes, context, gatherMs);
    oembedRoutes(routes, context);
    sitemapRoutes(routes, context, gatherMs);
    pushRoutes(routes, context);
    shareRoutes(routes, context, distDir);
    operationRoutes(routes, context);
    if (config.rehearsal) rehearsalRoutes(http, context, clock);
    mediaUrls(routes, context);
    await pictureRoutes(routes, context);
    await uploadRoutes(routes, context);
    await positionRoutes(routes, context);
    await pageFailureRoutes(routes, context);
    await embedRoutes(routes, context, gatherMs);
    await routes.register(async (documents) => {
      // A wall that is filled stays so when another page comes in its place: into a frame of the one before.
      await secureDocuments(documents, pages.guard, { frames: true });
      screenPages(documents, context);
    });
    await routes.register(async (documents) => {
      await secureDocuments(documents, pages.guard, { videoHosts: config.videoHosts });
      await pageRoutes(documents, context, { distDir, leastAgeMs: gatherMs });
    });
  });
}
