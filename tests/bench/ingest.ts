import { startRedis } from '../support/redis-server.ts';
import type { Acknowledged, StopToScore } from './support/ballot-load.ts';
import { demoSetup, organiser } from './support/demo-setup.ts';
import { median, progress, quantile, report } from './support/figure.ts';
import { cpuSeconds, pinTo, type Server, startLalian, startLoad, startPeer } from './support/processes.ts';
import { enter, prepare, TourWriter } from './support/tour-writer.ts';

/*
 * Ingest: acknowledged ballots a second, each on the disk before it is acknowledged. 52 phones, then 500, each on a
 * connection of its own and with a session of its own, send the next ballot as soon as the last one is answered:
 * every stop is scored once, then all are amended, with fresh retry keys and the right version. The tour is the
 * demo's with each stop many times over: on its 40 stops alone, 52 phones would amend each ballot a hundred times,
 * and every amendment keeps all before it.
 * On SQLite (WAL, synchronous FULL) and on Redis (appendfsync always; the Redis server shares the load's core).
 *
 * Two floors, in turn with them in the same run, both without session, rules, log and disk, for the very same
 * requests and answers of the same size: an empty POST route of this very server, behind all that stands before
 * every request here; and one of a bare Fastify server. Medians of nine short rounds in which all take turns,
 * so that whatever else the machine does disturbs all of them alike.
 */
const PHONES = [52, 500];
const ROUNDS = 9;
const ROUND_SECONDS = 1.5;
const WARM_UP_SECONDS = 3;
const COPIES = 12;
/** What must be reached, told beside the figures. */
const LEAST_PER_SECOND = 3_000;
const LEAST_SHARE = 0.4;

const manyStops = Array.from({ length: COPIES }, (_, copy) =>
  demoSetup.stops.map((stop) => ({
    ...stop,
    id: copy === 0 ? stop.id : `${stop.id}-${copy}`,
    number: stop.number + copy * demoSetup.stops.length,
  })),
).flat();
const setup = { ...demoSetup, stops: manyStops };

const stops: readonly StopToScore[] = manyStops.map(({ id, rubricId }) => ({
  id,
  criteria:
    demoSetup.rubrics.find((rubric) => rubric.id === rubricId)?.criteria.map((criterion) => criterion.id) ??
    [],
}));

const FLOORS = [
  { name: 'empty POST route of the same server', peer: './peers/empty-route-here.ts' },
  { name: 'empty POST route on bare Fastify', peer: './peers/empty-route.mjs' },
] as const;

/** A server with a session for each phone. */
interface Target {
  readonly name: string;
  readonly server: Server;
  readonly tokens: readonly string[];
  end(): Promise<void>;
}

async function lalian(name: string, phones: number, redisUrl?: string): Promise<Target> {
  const judges = Array.from({ length: phones }, (_, index) => ({
    id: `judge-${index}`,
    name: `评委${index}`,
  }));
  const writer = new TourWriter();
  const now = Date.now();
  writer.give(organiser, { type: 'setUpTour', setup, basedOnVersion: 0 }, now);
  writer.give(organiser, { type: 'appointJudges', judges }, now);
  const invites = judges.map(({ id }) => ({ role: 'judge' as const, id }));
  const prepared = await prepare(writer, { invites, ...(redisUrl === undefined ? {} : { redisUrl }) });
  const server = await startLalian(prepared.env);
  const tokens: string[] = [];
  for (const code of prepared.codes) tokens.push(await enter(server.port, code));
  const end = async () => {
    await server.stop();
    await prepared.remove();
  };
  return { name, server, tokens, end };
}

async function measure(phones: number): Promise<void> {
  const redis = await startRedis({ appendonly: 'yes', appendfsync: 'always' });
  pinTo('load', redis.pid);
  const sqlite = await lalian('SQLite', phones);
  const onRedis = await lalian('Redis, appendfsync always', phones, redis.url);
  const floors: Target[] = [];
  for (const { name, peer } of FLOORS) {
    const server = await startPeer(new URL(peer, import.meta.url));
    floors.push({ name, server, tokens: sqlite.tokens, end: server.stop });
  }
  const targets = [...floors, sqlite, onRedis];
  const load = startLoad(new URL('./support/ballot-load.ts', import.meta.url));
  const perSecond = new Map<string, number[]>();
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const { name, server, tokens } of targets) {
        const seconds = round === 0 ? WARM_UP_SECONDS : ROUND_SECONDS;
        const cpuBefore = cpuSeconds(server.pid);
        const done = await load.ask<Acknowledged>({
          port: server.port,
          server: name,
          way: floors.some((floor) => floor.name === name) ? 'floorway' : 'commands',
          tokens,
          stops,
          seconds,
        });
        const rate = done.ballots / done.seconds;
        const cpuMicroseconds = ((cpuSeconds(server.pid) - cpuBefore) / done.ballots) * 1e6;
        progress(
          `${round === 0 ? 'warm-up' : `round ${round}`}, ${phones} phones, ${name}: ${rate.toFixed(0)}/s, ${cpuMicroseconds.toFixed(0)} µs of CPU each, ` +
            `p50 ${median(done.delaysMs).toFixed(1)} ms, p99 ${quantile(done.delaysMs, 0.99).toFixed(1)} ms`,
        );
        if (round > 0) perSecond.set(name, [...(perSecond.get(name) ?? []), rate]);
      }
    }
  } finally {
    await load.stop();
    for (const target of targets) await target.end();
    await redis.stop();
  }
  const rateOf = (name: string) => median(perSecond.get(name) ?? []);
  for (const { name } of [sqlite, onRedis]) {
    const rate = rateOf(name);
    const figure = `acknowledged ballots on ${name}, ${phones} phones`;
    for (const floor of FLOORS)
      report('ingest', figure, rate, '1/s', { name: floor.name, value: rateOf(floor.name) });
    const floorRate = rateOf(FLOORS[0].name);
    const reached = rate >= LEAST_PER_SECOND && rate >= LEAST_SHARE * floorRate;
    progress(
      `${figure}: ${reached ? 'reached' : 'MISSED'} (at least ${LEAST_PER_SECOND}/s and ${LEAST_SHARE} of the floor)`,
    );
  }
}

/** Runs the benchmark. */
export async function ingest(): Promise<void> {
  for (const phones of PHONES) await measure(phones);
}
