import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { hasOpenInvite } from './access/invites.ts';
import { Seen } from './access/seen.ts';
import { Sessions } from './access/sessions.ts';
import { Backups } from './backup/backups.ts';
import { Pace } from './bounds/pace.ts';
import { type Clock, createClock } from './clock.ts';
import type { Config } from './config.ts';
import { realOf } from './dress/copies.ts';
import { PageFailures } from './failures/page-failures.ts';
import { ScreenSigns } from './hall/signs.ts';
import type { Context } from './http/context.ts';
import { newHttp } from './http/new-http.ts';
import { followerGateway } from './http/people/follower-gateway.ts';
import { registerRoutes } from './http/routes.ts';
import { checkedAtEdge } from './http/writing/commands.ts';
import type { Gateway } from './live/frames/gateway.ts';
import { Polled } from './live/frames/polled.ts';
import { Presence } from './live/frames/presence.ts';
import { encodeMessage } from './live/frames/wire.ts';
import { Summaries } from './live/summaries.ts';
import { TOURS } from './live/tour-records.ts';
import { Tours } from './live/tours.ts';
import { openFiles } from './media/files/open-files.ts';
import { KeptMedia } from './media/kept-media.ts';
import { Workshop } from './media/making/workshop.ts';
import { Uploads } from './media/uploads/uploads.ts';
import { createMetrics } from './metrics.ts';
import { Newsroom } from './newsroom/newsroom.ts';
import { perRoom } from './per-room.ts';
import type { Pages } from './render/pages.ts';
import { type Rounds, startRounds } from './rounds.ts';
import type { Store } from './store/port.ts';
import { passingOverUnreadable } from './store/record-documents.ts';
import { Heard } from './watch/heard.ts';
import { type DiskSpace, MachineWatch } from './watch/machine.ts';
import { Watch } from './watch/watch.ts';

/** What an application is made of. */
export interface AppParts {
  readonly config: Config;
  readonly store: Store;
  readonly pages: Pages;
  /** Folder that `npm run build` filled. */
  readonly distDir: string;
  readonly clock?: Clock;
  readonly gatherMs?: number;
  /** How often it beats by itself. */
  readonly beatMs?: number;
  /** How much of a disk is free; a test has one that is full. */
  readonly diskSpace?: (folder: string) => Promise<DiskSpace>;
}

/** An application that does not listen yet. */
export interface App extends Pick<Rounds, 'sweep' | 'beat'> {
  readonly http: FastifyInstance;
  readonly tours: Tours;
  readonly backups: Backups;
  /** What this process calls itself, made anew at each start. */
  readonly instance: string;
  /** Refuses new work, finishes what was begun, tells clients to come back, and lets go of everything but the store. */
  stop(): Promise<void>;
}

/** Requests that were begun may take so long when the server stops: longer than a store that is away needs to fail. */
const LAST_REQUESTS_MS = 3_000;
const GATHER_MS = 200;
const BEAT_MS = 3_000;
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
  beatMs = BEAT_MS,
  diskSpace,
}: AppParts): Promise<App> {
  const nowUnixMs = () => clock.nowUnixMs();
  const machineUnixMs = () => clock.machineUnixMs();
  const steadyMs = () => clock.steadyMs();
  const metrics = createMetrics();
  const http = newHttp(config);
  let stopping = false;
  let gateway: Gateway | undefined;
  const warn = (message: string, details: Record<string, unknown>) => http.log.warn(details, message);
  const inform = (message: string, details: Record<string, unknown>) => http.log.info(details, message);
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
    inform,
  });
  const processId = randomBytes(8).toString('hex');
  const presence = perRoom((room) => new Presence(room, store, processId, clock));
  const heard = perRoom((room) => new Heard(room, store, processId, machineUnixMs));
  const seen = new Seen(store, processId, nowUnixMs);
  const machine = new MachineWatch(config.dataDir, store, steadyMs, diskSpace);
  const workshop = new Workshop({
    script: workshopScript(distDir),
    warn: (message, details) => http.log.warn(details, message),
  });
  const uploadsDir = join(config.dataDir, 'uploads');
  const media = new KeptMedia(store, openFiles(config), workshop, uploadsDir);
  const backups = new Backups({
    ...{ config, store, files: media.files, processId, machineUnixMs, warn, inform },
  });
  const context: Context = {
    config,
    store,
    tours,
    summaries: new Summaries(store, tours),
    seen,
    sessions: new Sessions(
      store,
      nowUnixMs,
      (tour) => realOf(store, tour),
      (...sign) => seen.note(...sign),
    ),
    guesses: new Pace(MOST_FAILURES, FAILURES_WITHIN_MS, steadyMs),
    media,
    uploads: new Uploads(store, media, uploadsDir, machineUnixMs),
    pages,
    metrics,
    polled: perRoom((room) => new Polled(room, clock, gatherMs)),
    presence,
    screenSigns: perRoom((room) => new ScreenSigns(room, store, machineUnixMs, steadyMs)),
    pageFailures: perRoom((room) => new PageFailures(room, store, processId, machineUnixMs)),
    heard,
    machine,
    backups,
    watch: perRoom(
      (room) => new Watch(room, { store, heard: heard(room), machine, backups, nowUnixMs, machineUnixMs }),
    ),
    newsroom: perRoom(
      (room) =>
        new Newsroom(room, {
          ...{ store, processId, nowUnixMs, machineUnixMs, steadyMs, warn },
          check: (command) => checkedAtEdge(command, room, context),
          isLetIn: (tour, outletId) =>
            hasOpenInvite(store, tour, { role: 'editor', id: outletId }, nowUnixMs()),
        }),
    ),
    nowUnixMs,
    machineUnixMs,
    steadyMs,
    instance: processId,
    stopping: () => stopping,
    unreadableRecords: () => unreadableRecords,
  };

  await registerRoutes(http, context, { clock, distDir, gatherMs });
  const rounds = startRounds(context, { beatMs, warn, inform });
  http.addHook('onListen', async () => {
    gateway = followerGateway(http.server, context);
  });

  return {
    http,
    tours,
    backups,
    instance: processId,
    sweep: rounds.sweep,
    beat: rounds.beat,
    stop: async () => {
      stopping = true;
      await rounds.stop();
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
  const source = fileURLToPath(new URL('./media/making/child.ts', import.meta.url));
  return import.meta.url.endsWith('.ts')
    ? ['--import', 'tsx', source]
    : [join(dist, 'server', 'media-child.js')];
}
