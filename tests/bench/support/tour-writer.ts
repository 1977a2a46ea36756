import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvite, type InviteRequest } from '../../../server/access/invites.ts';
import { commandDigest, toLine } from '../../../server/live/log/logged.ts';
import { createTour } from '../../../server/live/tour-records.ts';
import { openStore } from '../../../server/store/open.ts';
import type { LogLine } from '../../../server/store/port.ts';
import { type Command, decide } from '../../../shared/commands.ts';
import { type Actor, actorRef } from '../../../shared/tour/actor.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import { emptyTour, type Tour } from '../../../shared/tour/state.ts';

/** The tour of the benchmarks. */
export const TOUR = 'tour';

/**
 * Makes a tour's history without a server: every command is decided as the server decides it, so the log is one
 * that the server could have written. Commands that are refused are bugs of the benchmark and throw.
 */
export class TourWriter {
  readonly lines: LogLine[] = [];
  #tour: Tour = emptyTour;
  #commands = 0;

  get tour(): Tour {
    return this.#tour;
  }

  /** Gives a command at a time that is not before the last one's. */
  give(actor: Actor, command: Command, atUnixMs: number): void {
    const decision = decide(this.#tour, command, { actor, nowUnixMs: atUnixMs });
    if (!decision.ok) throw new Error(`${command.type} is refused: ${decision.code}`);
    this.#commands += 1;
    const commandId = `bench-${String(this.#commands).padStart(8, '0')}`;
    for (const event of decision.events) {
      const seq = this.lines.length + 1;
      const logged = {
        seq,
        at: atUnixMs,
        by: actorRef(actor),
        commandId,
        digest: commandDigest(command),
        event,
      };
      this.lines.push(toLine(logged, this.lines.at(-1)?.hash ?? ''));
      this.#tour = evolve(this.#tour, event, atUnixMs);
    }
  }
}

/** What a server is started on. */
export interface Prepared {
  readonly env: Record<string, string>;
  /** One code for each invite that was asked for, in that order. */
  readonly codes: readonly string[];
  remove(): Promise<void>;
}

/** Lines that a group of phones would commit together. */
const LINES_IN_GROUP = 10;

/** Writes a tour with its positions and invites into a new data folder, or into Redis. */
export async function prepare(
  writer: TourWriter,
  options: {
    readonly series?: readonly string[];
    readonly invites?: readonly Pick<InviteRequest, 'role' | 'id'>[];
    readonly redisUrl?: string;
  } = {},
): Promise<Prepared> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lalian-bench-'));
  const { redisUrl, series = [], invites = [] } = options;
  const store = await openStore({ redisUrl, dataDir, exclusive: true });
  const now = Date.now();
  await createTour(store, TOUR, now);
  for (let at = 0; at < writer.lines.length; at += LINES_IN_GROUP) {
    const head = await store.head(TOUR);
    if (head !== undefined) await store.append(TOUR, head, writer.lines.slice(at, at + LINES_IN_GROUP));
  }
  for (let at = 0; at < series.length; at += 500) await store.appendSeries(TOUR, series.slice(at, at + 500));
  const codes: string[] = [];
  for (const invite of invites) {
    codes.push((await createInvite(store, TOUR, { ...invite, createdBy: 'bench' }, now)).code);
  }
  await store.close();
  return {
    env: { DATA_DIR: dataDir, ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }) },
    codes,
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Exchanges an invite for a session's token, as a phone does. */
export async function enter(port: number, code: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: code }),
  });
  if (!answer.ok) throw new Error(`The invite does not open: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { token: string }).token;
}
