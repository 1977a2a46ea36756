import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../server/live/log/logged.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import { type Actor, actorRef } from '../../shared/tour/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { all } from '../support/append.ts';
import { nextStep, type Step } from '../support/history.ts';
import { pick, seeded, shuffled, whole } from '../support/seeded.ts';

/** A command as a device keeps it until it is answered. */
interface Kept {
  readonly step: Step;
  readonly commandId: string;
  readonly answers: Answer[];
}
interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

let dir: string;
let server: TestApp;
const tokens = new Map<string, string>();

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lalian-retries-'));
  tokens.clear();
  server = await start(false);
});
afterEach(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const start = (bare: boolean) =>
  startApp({ bare, store: async () => openSqliteStore({ dir, exclusive: true }) });

let restarting = Promise.resolve();
/** Another process on the same data: nothing is left of what the first one had in memory. */
async function restart(): Promise<void> {
  restarting = server.close().then(async () => {
    server = await start(true);
  });
  await restarting;
}

async function tokenOf(actor: Actor): Promise<string> {
  const known = tokens.get(actorRef(actor));
  if (known !== undefined) return known;
  const token = await server.token(
    actor.role,
    actor.id,
    actor.name === undefined ? {} : { name: actor.name },
  );
  tokens.set(actorRef(actor), token);
  return token;
}

/** Sends a command as a device does: once more where the server is stopping or gone. */
async function send({ step, commandId, answers }: Kept): Promise<Answer> {
  const { type, ...body } = step.command;
  const token = await tokenOf(step.actor);
  for (;;) {
    const answer = await server.command(token, type, { commandId, ...body }).catch(whenClosed);
    if (answer !== undefined && answer.status !== 503) {
      answers.push(answer);
      return answer;
    }
    if (answer !== undefined) expect(answer.body.code).toBe('server.stopping');
    await restarting;
  }
}

/** A server that is closed takes nothing any more; whatever else goes wrong is a failure. */
function whenClosed(error: unknown): undefined {
  if (!String(error).includes('already been closed')) throw error;
}

const logOf = async (): Promise<LoggedEvent[]> =>
  (await all(server.store.readLog('tour', 0))).map((line) => JSON.parse(line.body) as LoggedEvent);
const newest = async () => {
  const room = await server.app.tours.find('tour');
  if (room === undefined) throw new Error('There is no tour');
  return room.fold.tour;
};

describe('retries', () => {
  test.each([1, 2, 3, 4])(
    'in any order, at once and over restarts have one effect and one answer each (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const kept: Kept[] = [];
      for (let serial = 0; serial < 60; serial += 1) {
        const step = nextStep(random, await newest(), serial);
        const fresh: Kept = { step, commandId: `command-${serial}`, answers: [] };
        kept.push(fresh);
        const again = Array.from({ length: whole(random, 0, 4) }, () => pick(random, kept));
        const copies = Array.from({ length: whole(random, 1, 3) }, () => fresh);
        const sending = shuffled(random, [...copies, ...again]).map(send);
        if (random() < 0.08) await Promise.all([...sending, restart()]);
        else await Promise.all(sending);
      }
      await restart();
      await Promise.all(shuffled(random, kept).map(send));

      const events = await logOf();
      for (const { step, commandId, answers } of kept) {
        const own = events.filter(
          (event) => event.commandId === commandId && event.by === actorRef(step.actor),
        );
        const together = own.every(
          (event, at) => event.seq === (own[0]?.seq ?? 0) + at && event.at === own[0]?.at,
        );
        expect([commandId, together], 'its events stand together in the log').toEqual([commandId, true]);
        const effects = answers.filter(({ status, body }) => status === 200 && body.repeated === false);
        expect([commandId, effects.length <= (own.length > 0 ? 1 : 0)], 'effects').toEqual([commandId, true]);
        const first = answers.findIndex((answer) => answer.status === 200 && answer.body.at === own[0]?.at);
        if (first < 0) continue;
        // From its effect on every answer is the first one again.
        const said = answers
          .slice(first)
          .map(({ status, body: { repeated: _repeated, ...body } }) => ({ status, body }));
        expect(new Set(said.map((answer) => JSON.stringify(answer))).size, commandId).toBe(1);
      }
      const effective = kept.filter(({ commandId }) => events.some((event) => event.commandId === commandId));
      expect(effective.length).toBeGreaterThan(15);
      expect(effective.some(({ answers }) => answers.length > 3)).toBe(true);
    },
  );

  test('a command id that was used for something else is refused, also after a restart', async () => {
    const boss: Actor = { role: 'organiser', id: 'boss' };
    const begin: Kept = {
      step: { actor: boss, command: { type: 'beginDay', day: 1 } },
      commandId: 'command-1',
      answers: [],
    };
    const end: Kept = { ...begin, step: { actor: boss, command: { type: 'endDay', day: 1 } } };
    const other: Kept = { ...begin, step: { actor: boss, command: { type: 'beginDay', day: 2 } } };
    expect((await send(begin)).status).toBe(200);
    for (let round = 0; round < 2; round += 1) {
      for (const reused of [end, other]) {
        const { status, body } = await send(reused);
        expect([status, body.code]).toEqual([409, 'command.reused']);
      }
      expect((await send(begin)).body.repeated).toBe(true);
      await restart();
    }
    expect((await logOf()).filter((event) => event.commandId === 'command-1')).toHaveLength(1);
  });

  test('two who choose the same command id do not meet', async () => {
    const cast = (id: string): Kept => ({
      step: {
        actor: { role: 'judge', id },
        command: { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '8' } },
      },
      commandId: 'command-1',
      answers: [],
    });
    for (const id of ['j1', 'j2', 'j3'])
      expect((await send(cast(id))).body).toMatchObject({ repeated: false });
    expect((await send(cast('j2'))).body).toMatchObject({ repeated: true });
    expect(
      (await logOf()).filter((event) => event.commandId === 'command-1').map((event) => event.by),
    ).toEqual(['judge:j1', 'judge:j2', 'judge:j3']);
  });

  test('a command that was refused may be given again when it can be', async () => {
    const boss: Actor = { role: 'organiser', id: 'boss' };
    const give = (actor: Actor, command: Step['command'], commandId: string): Promise<Answer> =>
      send({ step: { actor, command }, commandId, answers: [] });
    const cast: Step['command'] = { type: 'castBallot', itemId: 's1', marks: { work: '9', show: '8' } };
    const judge: Actor = { role: 'judge', id: 'j1' };
    await give(boss, { type: 'lockItem', itemId: 's1' }, 'command-1');
    expect((await give(judge, cast, 'command-2')).body.code).toBe('item.locked');
    await give(boss, { type: 'reopenItem', itemId: 's1', reason: '补录' }, 'command-3');
    expect((await give(judge, cast, 'command-2')).body).toMatchObject({ repeated: false });
    expect((await give(judge, cast, 'command-2')).body).toMatchObject({ repeated: true });
  });
});
