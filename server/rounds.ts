import { tellHalls } from './dress/copies.ts';
import { playDue } from './dress/player.ts';
import { purgeDue } from './house/purge.ts';
import type { Context } from './http/context.ts';
import { UnusedMedia } from './media/unused.ts';
import { Withdrawals } from './media/withdrawals.ts';
import { mediaOfDrafts } from './newsroom/drafts.ts';
import { startPublisher } from './newsroom/publisher.ts';
import { perRoom } from './per-room.ts';
import { Teller } from './push/teller.ts';
import { tellRobots } from './watch/robots/telling.ts';

interface RoundsParts {
  /** How often what was gathered is counted. */
  readonly beatMs: number;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
  readonly inform: (message: string, details: Record<string, unknown>) => void;
}

/** What happens by itself while the server runs. */
export interface Rounds {
  /** Forgets uploads that were given up and what nothing ever used, and takes away deleted tours whose grace is over; every ten minutes. */
  sweep(): Promise<void>;
  /** Counts: what was gathered goes into the store, and the tours show what is there; every three seconds if nothing else is said. */
  beat(): Promise<void>;
  /** Begins no round any more, and ends when drafts that were being published are. */
  stop(): Promise<void>;
}

/** How often is looked whether a log has grown elsewhere. */
const LOOK_MS = 3_000;
/** How often is looked for pictures that are gone, at the clock, and which screens give a sign. */
const TIDY_MS = 1_000;
/** How often is looked which tours their host has shut. */
const SHUT_MS = 500;
/** How often a rehearsal that plays by itself is given what is due. */
const PLAY_MS = 1_000;
const SWEEP_MS = 600_000;
/** How often is looked which backups are due. */
const BACKUP_MS = 60_000;

/** Begins the rounds: counting, telling subscribers, looking at logs, clearing up, publishing what is due. */
export function startRounds(context: Context, { beatMs, warn, inform }: RoundsParts): Rounds {
  const { config, store, tours, media, metrics, nowUnixMs, machineUnixMs, steadyMs } = context;
  const robots = { store, hosts: config.robotHosts, machineUnixMs };
  const linkOf = (tour: string) =>
    config.publicUrlGiven ? `${config.publicUrl}/organiser/${tour}/now` : undefined;
  const beat = async () => {
    const ofMachine = await context.machine.look();
    await Promise.all([
      tellHalls(context),
      ...tours.open.map(async (room) => {
        await context.presence(room).beat();
        await context.newsroom(room).beat();
        await context.pageFailures(room).beat();
        const news = await context.watch(room).look(ofMachine);
        // A group's service may take ten seconds: nothing waits for it.
        tellRobots(robots, room.id, { news, tour: room.fold.tour, link: linkOf(room.id) }).catch(
          (error: unknown) => warn('group robots could not be told', { tour: room.id, error: nameOf(error) }),
        );
        await context.screenSigns(room).look();
        await context.seen.beat(room.id);
      }),
    ]);
  };
  const tellers = perRoom(
    () =>
      new Teller({
        ...{ store, nowUnixMs, machineUnixMs, steadyMs, origin: config.publicUrl, hosts: config.pushHosts },
        observe: (outcome) => metrics.pushed.inc({ outcome }),
      }),
  );
  // Where the store is away, the next round goes on: whoever needs it says so.
  const tell = () =>
    Promise.all(
      tours.open.map((room) =>
        tellers(room)
          .look(room)
          .catch(() => undefined),
      ),
    );
  const withdrawals = new Withdrawals(media, warn);
  const tidy = () => {
    for (const room of tours.open) {
      room.lookAtClock();
      void withdrawals.look(room.id, room.fold.media.gone, steadyMs());
    }
  };
  const unused = new UnusedMedia(store, media.files, machineUnixMs);
  const sweep = async () => {
    await purgeDue({ ...context, files: media.files, warn, inform });
    await context.uploads.sweepFolder();
    for (const room of tours.open) {
      await context.uploads.sweep(room.id);
      // Drafts first: one that is published meanwhile is in the log then.
      const inDrafts = mediaOfDrafts((await context.newsroom(room).drafts.all()).drafts);
      await room.catchUp();
      await unused.sweep(room.id, (id) => inDrafts.has(id) || room.fold.media.uses(id));
    }
  };
  const timers = [
    setInterval(() => {
      beat().catch(() => undefined);
      void tell();
    }, beatMs),
    setInterval(
      oneAfterTheOther(() => tours.lookAtEnds()),
      LOOK_MS,
    ),
    setInterval(tidy, TIDY_MS),
    setInterval(
      oneAfterTheOther(async () => {
        await Promise.all(tours.open.map((room) => context.screenSigns(room).look()));
      }),
      TIDY_MS,
    ),
    setInterval(
      oneAfterTheOther(() => tours.lookAtShut()),
      SHUT_MS,
    ),
    setInterval(oneAfterTheOther(sweep), SWEEP_MS),
    setInterval(
      oneAfterTheOther(() => context.backups.makeDue()),
      BACKUP_MS,
    ),
  ];
  for (const timer of timers) timer.unref();
  const publisher = startPublisher({ store, tours, newsroom: context.newsroom, nowUnixMs, warn });
  let isStopping = false;
  let playing: Promise<void> | undefined;
  const player = setInterval(() => {
    // While the store is away, whatever is due stays due.
    playing ??= playDue({ ...context, processId: context.instance }, () => isStopping)
      .catch((error: unknown) => warn('a rehearsal could not go on', { error: nameOf(error) }))
      .finally(() => {
        playing = undefined;
      });
  }, PLAY_MS);
  player.unref();
  return {
    sweep,
    beat,
    stop: async () => {
      for (const timer of [...timers, player]) clearInterval(timer);
      isStopping = true;
      await playing;
      await publisher.stop();
    },
  };
}

/** What an error is, without what it says: that may hold an address. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Passes a round over where the last one still goes on, as with a slow store; one that fails ends quietly. */
function oneAfterTheOther(round: () => Promise<void>): () => void {
  let isRunning = false;
  return () => {
    if (isRunning) return;
    isRunning = true;
    round()
      .catch(() => undefined)
      .finally(() => {
        isRunning = false;
      });
  };
}
