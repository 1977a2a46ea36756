import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { ROLES } from '../shared/tour/actor.ts';
import { refuse } from '../shared/tour/outcome.ts';
import { hasOpenInvite } from './access/invites.ts';
import { ENDINGS_MS, Sessions } from './access/sessions.ts';
import { boundConnections } from './bounds/connections.ts';
import { addressOf } from './bounds/network.ts';
import { Pace } from './bounds/pace.ts';
import { readCertificate } from './certificate.ts';
import { type Clock, createClock } from './clock.ts';
import type { Config } from './config.ts';
import { PageFailures } from './failures/page-failures.ts';
import { archiveRoutes } from './http/archive.ts';
import { keepNothingUnsaid } from './http/cache-rules.ts';
import { cleanBodies } from './http/clean-body.ts';
import { checkedAtEdge, commandRoutes } from './http/commands.ts';
import { compiledOnUse } from './http/compiled-on-use.ts';
import type { Context } from './http/context.ts';
import { deskRoutes } from './http/desk.ts';
import { embedRoutes } from './http/embed.ts';
import { feedRoutes } from './http/feeds.ts';
import { httpServer } from './http/http-server.ts';
import { inviteRoutes } from './http/invites.ts';
import { likeRoutes } from './http/likes.ts';
import { liveUrls } from './http/live-urls.ts';
import { loggedError, loggedRequest, withoutSecrets } from './http/log-lines.ts';
import { mediaUrls } from './http/media-urls.ts';
import { describeInterface } from './http/openapi.ts';
import { operationRoutes } from './http/operation.ts';
import { oembedRoutes, shareRoutes } from './http/outlets.ts';
import { pageFailureRoutes } from './http/page-failures.ts';
import { pageRoutes } from './http/pages.ts';
import { pictureRoutes } from './http/pictures.ts';
import { languageIn, refuseOn } from './http/plain-answers.ts';
import { positionRoutes } from './http/positions.ts';
import { pushRoutes } from './http/push.ts';
import { answerErrors, knownTours, sendRefusal } from './http/refusals.ts';
import { rehearsalRoutes } from './http/rehearsal.ts';
import { roleUrls } from './http/role-urls.ts';
import { acceptJson, secureDocuments, secureRequests } from './http/security.ts';
import { MOST_OPEN_BYTES, sessionFirst } from './http/session-first.ts';
import { sessionRoutes } from './http/sessions.ts';
import { sitemapRoutes } from './http/sitemaps.ts';
import { answerUnread } from './http/unread.ts';
import { uploadRoutes } from './http/uploads.ts';
import { bearerOf, isOwnOrigin, tokensOf } from './http/who.ts';
import { type Gateway, openGateway } from './live/gateway.ts';
import { Polled } from './live/polled.ts';
import { Presence } from './live/presence.ts';
import type { TourRoom } from './live/tour-room.ts';
import { TOURS, Tours } from './live/tours.ts';
import { encodeMessage } from './live/wire.ts';
import { KeptMedia } from './media/kept-media.ts';
import { openFiles } from './media/open-files.ts';
import { UnusedMedia } from './media/unused.ts';
import { Uploads } from './media/uploads.ts';
import { Withdrawals } from './media/withdrawals.ts';
import { Workshop } from './media/workshop.ts';
import { createMetrics } from './metrics.ts';
import { mediaOfDrafts } from './newsroom/drafts.ts';
import { Newsroom } from './newsroom/newsroom.ts';
import { startPublisher } from './newsroom/publisher.ts';
import { Teller } from './push/teller.ts';
import type { Pages } from './render/pages.ts';
import type { Store } from './store/port.ts';
import { passingOverUnreadable } from './store/record-documents.ts';

/** What an application is made of. */
export interface AppParts {
  readonly config: Config;
  readonly store: Store;
  readonly pages: Pages;
  /** Folder that `npm run build` filled. */
  readonly distDir: string;
  readonly clock?: Clock;
  readonly gatherMs?: number;
}

/** An application that does not listen yet. */
export interface App {
  readonly http: FastifyInstance;
  readonly tours: Tours;
  /** What this process calls itself, made anew at each start. */
  readonly instance: string;
  /** Forgets uploads that were given up, and what nothing ever used; happens by itself every ten minutes. */
  sweep(): Promise<void>;
  /** Counts: what was gathered goes into the store, and the tours show what is there; happens by itself every three seconds. */
  beat(): Promise<void>;
  /** Refuses new work, finishes what was begun, tells clients to come back, and lets go of everything but the store. */
  stop(): Promise<void>;
}

const BEAT_MS = 3_000;
/** How often is looked for pictures that are gone, and for uploads that were given up. */
const TIDY_MS = 1_000;
const SWEEP_MS = 600_000;
/** Requests that were begun may take so long when the server stops: longer than a store that is away needs to fail. */
const LAST_REQUESTS_MS = 3_000;
const GATHER_MS = 200;
/** A browser opens up to six connections; half of that for everybody behind an address. */
const CONNECTIONS_A_PERSON = 3;
/** Wrong secrets from one address: so many, then they are answered that it has to wait. */
const MOST_FAILURES = 20;
const FAILURES_WITHIN_MS = 600_000;

/** Builds the server without listening: tests inject requests, `main.ts` listens. */
export async function buildApp({
  config,
  store: whole,
  pages,
  distDir,
  clock = createClock(),
  gatherMs = GATHER_MS,
}: AppParts): Promise<App> {
  const nowUnixMs = () => clock.nowUnixMs();
  const machineUnixMs = () => clock.machineUnixMs();
  const steadyMs = () => clock.steadyMs();
  const metrics = createMetrics();
  let stopping = false;
  let gateway: Gateway | undefined;

  const http: FastifyInstance = Fastify({
    ...readCertificate(config),
    logger: {
      level: config.logLevel,
      serializers: { req: loggedRequest, err: loggedError },
      hooks: { streamWrite: withoutSecrets },
    },
    serverFactory: httpServer,
    clientErrorHandler: answerUnread,
    frameworkErrors: (_error, request, reply) => {
      reply.header('x-content-type-options', 'nosniff');
      sendRefusal(request, reply, refuse('route.unknown'));
    },
    // A line for every poll of a crowd would cost more than the poll; what fails is logged where it fails.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < config.trustedProxies,
    bodyLimit: MOST_OPEN_BYTES,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    schemaController: { compilersFactory: compiledOnUse },
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: false },
    },
  });

  if (config.trustedProxies === 0)
    boundConnections(http.server, Math.max(100, config.peoplePerAddress * CONNECTIONS_A_PERSON));

  const warn = (message: string, details: Record<string, unknown>) => http.log.warn(details, message);
  let unreadableRecords = 0;
  const store = passingOverUnreadable(whole, [TOURS], (collection, key) => {
    unreadableRecords += 1;
    warn('a record cannot be read, and is passed over: see npm run verify', { collection, key });
  });
  const tours = new Tours({
    store,
    clock,
    gatherMs,
    encode: (message) => {
      metrics.frames.inc();
      return encodeMessage(message);
    },
    observeAppend: (events, elapsedMs) => {
      metrics.appendedEvents.inc(events);
      metrics.appendSeconds.observe(elapsedMs / 1000);
    },
    observeFrame: (receivers) => metrics.deliveries.inc(receivers),
    warn,
    inform: (message, details) => http.log.info(details, message),
  });
  const processId = randomBytes(8).toString('hex');
  const presences = perRoom((room) => new Presence(room, store, processId, clock));
  const workshop = new Workshop({
    script: workshopScript(distDir),
    warn: (message, details) => http.log.warn(details, message),
  });
  const uploadsDir = join(config.dataDir, 'uploads');
  const media = new KeptMedia(store, openFiles(config), workshop, uploadsDir);
  const context: Context = {
    config,
    store,
    tours,
    sessions: new Sessions(store, nowUnixMs),
    guesses: new Pace(MOST_FAILURES, FAILURES_WITHIN_MS, steadyMs),
    media,
    uploads: new Uploads(store, media, uploadsDir, machineUnixMs),
    pages,
    metrics,
    polled: perRoom((room) => new Polled(room, clock, gatherMs)),
    presence: presences,
    pageFailures: perRoom((room) => new PageFailures(room, store, processId, machineUnixMs)),
    newsroom: perRoom(
      (room) =>
        new Newsroom(room, {
          ...{ store, processId, nowUnixMs, machineUnixMs, steadyMs, warn },
          check: (command) => checkedAtEdge(command, room, context),
          isLetIn: (tour, outletId) => hasOpenInvite(store, tour, { role: 'editor', id: outletId }),
        }),
    ),
    nowUnixMs,
    machineUnixMs,
    steadyMs,
    instance: processId,
    stopping: () => stopping,
    unreadableRecords: () => unreadableRecords,
  };

  // A connection that is kept alive for a next request would outlast the server that is to stop.
  http.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  keepNothingUnsaid(http);
  await secureRequests(http, context);
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
    liveUrls(routes, context, gatherMs);
    roleUrls(routes, context);
    archiveRoutes(routes, context);
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
      await secureDocuments(documents, pages.guard, { videoHosts: config.videoHosts });
      await pageRoutes(documents, context, { distDir, leastAgeMs: gatherMs });
    });
  });

  const tellers = perRoom(
    () =>
      new Teller({
        ...{ store, nowUnixMs, machineUnixMs, steadyMs, origin: config.publicUrl, hosts: config.pushHosts },
        observe: (outcome) => metrics.pushed.inc({ outcome }),
      }),
  );
  const beat = async () => {
    await Promise.all(
      tours.open.map(async (room) => {
        await presences(room).beat();
        await context.newsroom(room).beat();
        await context.pageFailures(room).beat();
      }),
    );
  };
  const beating = setInterval(() => {
    // Where the store is away, the next beat goes on.
    beat().catch(() => undefined);
    for (const room of tours.open)
      tellers(room)
        .look(room)
        .catch(() => undefined);
  }, BEAT_MS);
  beating.unref();
  // One look after the other, also where the store is slow; while it is away, others say so.
  let isLooking = false;
  const lookingAtLogs = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    tours
      .lookAtEnds()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, BEAT_MS);
  lookingAtLogs.unref();
  const withdrawals = new Withdrawals(media, warn);
  const tidying = setInterval(() => {
    for (const room of tours.open) room.lookAtClock();
    for (const room of tours.open) void withdrawals.look(room.id, room.fold.media.gone, steadyMs());
  }, TIDY_MS);
  tidying.unref();
  const unused = new UnusedMedia(store, media.files, machineUnixMs);
  const sweep = async () => {
    await context.uploads.sweepFolder();
    for (const room of tours.open) {
      await context.uploads.sweep(room.id);
      // Drafts first: one that is published meanwhile is in the log then.
      const inDrafts = mediaOfDrafts((await context.newsroom(room).drafts.all()).drafts);
      await room.catchUp();
      await unused.sweep(room.id, (id) => inDrafts.has(id) || room.fold.media.uses(id));
    }
  };
  // A store that is away is asked again the next time.
  const sweeping = setInterval(() => sweep().catch(() => undefined), SWEEP_MS);
  sweeping.unref();
  const publisher = startPublisher({ store, tours, newsroom: context.newsroom, nowUnixMs, warn });

  http.addHook('onListen', async () => {
    gateway = openGateway(http.server, {
      findTour: (id) => tours.find(id),
      whoIs: async (tour, role, headers) => {
        const known = ROLES.find((one) => one === role);
        const bearer = bearerOf(headers);
        const token = bearer ?? (known === undefined ? undefined : tokensOf(headers.cookie, tour).get(known));
        const found = token === undefined ? undefined : await context.sessions.find(tour, token);
        return found?.ok && found.actor.role === known ? found.actor : undefined;
      },
      isOwnOrigin: (headers) => isOwnOrigin(headers.origin, headers.host, config.publicUrl),
      build: pages.build,
      recheckMs: ENDINGS_MS,
      addressOf: ({ socket, headers }) =>
        addressOf(socket.remoteAddress, headers['x-forwarded-for'], config.trustedProxies),
      hasSession: async (headers) => {
        for (const { id } of tours.open)
          for (const token of [bearerOf(headers) ?? '', ...tokensOf(headers.cookie, id).values()])
            if ((await context.sessions.find(id, token)).ok) return true;
        return false;
      },
      turnAway: (socket, headers, code) => refuseOn(socket, code, languageIn(headers['accept-language'])),
      mostSockets: config.mostSockets,
      peoplePerAddress: config.peoplePerAddress,
    });
    const { recheck } = gateway;
    context.sessions.onEnding(recheck);
  });

  return {
    http,
    tours,
    instance: processId,
    sweep,
    beat,
    stop: async () => {
      stopping = true;
      for (const timer of [beating, lookingAtLogs, tidying, sweeping]) clearInterval(timer);
      await publisher.stop();
      workshop.stop();
      await tours.close();
      await gateway?.close();
      // Who is still sending a request by then would keep the process from ending.
      const cut = setTimeout(() => http.server.closeAllConnections(), LAST_REQUESTS_MS);
      await http.close();
      clearTimeout(cut);
    },
  };
}

/** What Node starts the workshop with: the build's file, or the source where the server runs from its sources. */
function workshopScript(dist: string): readonly string[] {
  const source = fileURLToPath(new URL('./media/child.ts', import.meta.url));
  return import.meta.url.endsWith('.ts')
    ? ['--import', 'tsx', source]
    : [join(dist, 'server', 'media-child.js')];
}

/** One value for each room, made when it is first asked for. */
function perRoom<T>(make: (room: TourRoom) => T): (room: TourRoom) => T {
  const made = new WeakMap<TourRoom, T>();
  return (room) => {
    const known = made.get(room) ?? make(room);
    made.set(room, known);
    return known;
  };
}
