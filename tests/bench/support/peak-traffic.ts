import { posts } from '../../../server/demo/posts/posts.ts';
import { positionAt, timeline } from '../../../server/demo/timeline.ts';
import type { Snapshot } from '../../../shared/protocol.ts';
import { type Actor, actorRef } from '../../../shared/tour/actor.ts';
import { casting, demoUpTo, type Given, publishing } from './demo-tour.ts';
import type { Change, Mark } from './fanout-load.ts';
import { type Server, startLalian } from './processes.ts';
import type { Coming } from './raw-viewer.ts';
import { enter, prepare, TOUR } from './tour-writer.ts';

/** Of twenty changes in a row: b ballot, p position, n news. */
const MIX = 'bpbnbpbbpbnbbpbnbbpb';
const FIX_EVERY_MS = 200;

/** A server with the changes that it is to be given, and how its viewers come. */
export interface UnderTraffic {
  readonly server: Server;
  /** What a viewer says who comes now. */
  coming(): Promise<Coming>;
  readonly changes: readonly Change[];
  end(): Promise<void>;
}

/** What the change of that number is, and the how-manieth of its kind. */
function kindOf(index: number): { readonly kind: string; readonly place: number } {
  const kind = MIX[index % MIX.length] ?? 'b';
  const among = (text: string) => text.split(kind).length - 1;
  const rounds = Math.floor(index / MIX.length);
  return { kind, place: rounds * among(MIX) + among(MIX.slice(0, index % MIX.length)) };
}

const postIdOf = (index: number): string => `bench-news-${index}`;

/** The news of that number: a post of the demo without its pictures, which nobody uploaded here. */
function news(index: number): Given {
  const post = posts[kindOf(index).place % posts.length];
  if (post === undefined) throw new Error('The demo has no posts');
  return publishing({ ...post, pictures: [] }, postIdOf(index));
}

const snapshotOf = async (port: number): Promise<Snapshot> =>
  (await (await fetch(`http://127.0.0.1:${port}/live/${TOUR}/snapshot.json`)).json()) as Snapshot;

function ballotsIn({ latest }: Snapshot): number {
  const stops = latest.standings.mode === 'live' ? latest.standings.stops : {};
  return Object.values(stops).reduce((sum, stop) => sum + stop.ballots, 0);
}

/** A position on the road between two stops, as a tracker sends it. */
function fix(place: number, trackerCode: string, firstFixedAtUnixMs: number): Change {
  const onTheRoad = timeline().find((one) => one.kind === 'heads-for' && one.stopId === 's25')?.atUnixMs ?? 0;
  const fixedAtUnixMs = firstFixedAtUnixMs + place * FIX_EVERY_MS;
  const { lat, lon, speedKph, heading } = positionAt(onTheRoad + 300_000 + place * FIX_EVERY_MS);
  const report = { lat, lon, timestamp: fixedAtUnixMs, accuracy: 8, spd_kph: speedKph, bearing: heading };
  const mark: Mark = { kind: 'position', fixedAtUnixMs };
  return { path: `/track/${trackerCode}`, headers: {}, body: JSON.stringify(report), mark };
}

/** The demo has not so many ballots as there are changes: so many are cast first, and amended until the others do. */
const CAST_FIRST = 500;

/** A ballot among the changes, and how many of them are cast with it. */
interface BallotGiven {
  readonly given: Given;
  readonly cast: number;
}

/** The ballot of that place, where `wanted` are. */
function ballotAt(ballots: readonly Given[], wanted: number, place: number): BallotGiven {
  const amendments = Math.max(0, wanted - ballots.length);
  const amendment = place - CAST_FIRST;
  const amends = amendment >= 0 && amendment < amendments;
  const at = place < CAST_FIRST ? place : amends ? amendment % CAST_FIRST : place - amendments;
  const given = ballots[at];
  if (given?.command.type !== 'castBallot') throw new Error('The demo has not so many ballots');
  if (!amends) return { given, cast: at + 1 };
  const basedOnVersion = 1 + Math.floor(amendment / CAST_FIRST);
  return {
    given: { ...given, command: { ...given.command, type: 'amendBallot', basedOnVersion } },
    cast: CAST_FIRST,
  };
}

/** So much of the demo's ballots is in before: the others are among the changes. */
const BALLOTS_BEFORE = 0.01;
const BALLOTS_AT_LAST = 0.95;

/** Lalian on the demo's tour. */
export async function startOurs(changeCount: number, ballotsBefore = BALLOTS_BEFORE): Promise<UnderTraffic> {
  // The fixes lie in the past: a server takes none from the future.
  const indexes = Array.from({ length: changeCount }, (_, index) => index);
  const fixes = indexes.filter((index) => kindOf(index).kind === 'p').length;
  const firstFixedAtUnixMs = Date.now() - fixes * FIX_EVERY_MS;
  const demo = demoUpTo(ballotsBefore, firstFixedAtUnixMs - 60_000);
  const ballots = demo.ballotsToCome.map(casting);
  const wanted = indexes.filter((index) => kindOf(index).kind === 'b').length;
  const ballot = (index: number) => ballotAt(ballots, wanted, kindOf(index).place);
  const given = (index: number): Given => (kindOf(index).kind === 'n' ? news(index) : ballot(index).given);
  const commands = indexes.filter((index) => kindOf(index).kind !== 'p');
  const actors = new Map<string, Actor>(
    commands.map((index) => [actorRef(given(index).actor), given(index).actor]),
  );
  const invites = [...actors.values(), { role: 'tracker' as const, id: 'coach-1' }].map(({ role, id }) => ({
    role,
    id,
  }));
  const prepared = await prepare(demo.writer, { series: demo.series, invites });
  const server = await startLalian(prepared.env);
  const tokens = new Map<string, string>();
  for (const ref of actors.keys())
    tokens.set(ref, await enter(server.port, prepared.codes[tokens.size] ?? ''));
  const snapshot = await snapshotOf(server.port);
  const counted = ballotsIn(snapshot);

  const changes = indexes.map((index): Change => {
    const { kind, place } = kindOf(index);
    if (kind === 'p') return fix(place, prepared.codes.at(-1) ?? '', firstFixedAtUnixMs);
    const { actor, command } = given(index);
    const { type, ...members } = command;
    return {
      path: `/api/tours/${TOUR}/commands/${type}`,
      headers: { authorization: `Bearer ${tokens.get(actorRef(actor))}` },
      body: JSON.stringify({ commandId: `bench-change-${index}`, ...members }),
      mark:
        kind === 'n'
          ? { kind: 'id', id: postIdOf(index) }
          : { kind: 'ballots', count: counted + ballot(index).cast },
    };
  });
  // A page brings its state along, so what it is sent at first is what it lacks: nothing.
  const coming = async () => {
    const { epoch, seq, digits, protocol, latest } = await snapshotOf(server.port);
    const { version, count } = latest.track;
    const auth = { tour: TOUR, protocol, epoch, seq, digits: digits.at(-1), track: { version, count } };
    return { port: server.port, path: '/socket/?EIO=4&transport=websocket', auth };
  };
  const end = async () => {
    await server.stop();
    await prepared.remove();
  };
  return { server, coming, changes, end };
}

/** The same changes for a peer: the values that Lalian shows of each when it is measured, near the end. */
export async function changesForPeers(changeCount: number): Promise<readonly Change[]> {
  const { server, end } = await startOurs(0, BALLOTS_AT_LAST);
  const { latest } = await snapshotOf(server.port);
  await end();
  return Array.from({ length: changeCount }, (_, index): Change => {
    const id = `change-${index}`;
    const { type: _type, ...post } = news(index).command;
    const { standings, position } = latest;
    const shown = { b: { standings }, p: { position }, n: { event: post } }[kindOf(index).kind];
    return { path: '/change', headers: {}, body: JSON.stringify({ id, ...shown }), mark: { kind: 'id', id } };
  });
}
