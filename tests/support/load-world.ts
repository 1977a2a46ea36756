import { expect } from 'vitest';
import { createInvite } from '../../server/access/invites.ts';
import { openSqliteStore } from '../../server/store/sqlite/store.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { startApp, type TestApp } from './app.ts';
import type { Step } from './history.ts';
import { followRaw, isNews, type RawFollower } from './load-follower.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets the tick pass that follows a change: what comes in the same turn would share its frame. */
async function flushed(): Promise<void> {
  await turn();
  await turn();
}

/** A tour with its own server and followers, on a clock that the test moves. */
export interface World {
  readonly server: TestApp;
  readonly followers: ReadonlyMap<string, RawFollower>;
  /** Gives a command; answers the status. */
  give(step: Step, serial: number): Promise<number>;
  /** Asks for an address as somebody, or sends it a body; the status, and the body byte for byte. */
  ask(
    actor: Actor,
    url: string,
    body?: { readonly method: 'POST' | 'PUT'; readonly payload: object },
  ): Promise<string>;
  /** Reports the convoy at a place, now. */
  fix(longitude: number): Promise<void>;
  /** The whole tour as it is now, nothing hidden. */
  tour(): Tour;
  close(): Promise<void>;
}

/** Who follows by socket, beside the public. */
const AUDIENCES = [
  ['editor', 'qinchu'],
  ['area', 'fang'],
  ['screen', 'hall'],
  ['judge', 'j2'],
] as const;

/** Starts a server with the sample tour (`bare`: a tour to which nothing happened yet) in a log of that epoch, and somebody of every audience who follows. */
export async function startWorld(epoch: string, nowUnixMs: () => number, bare = false): Promise<World> {
  const server = await startApp({
    ...{ nowUnixMs, bare },
    // Two worlds count at the same places of their histories, however fast each of them is.
    beatMs: 3_600_000,
    store: async (dir) => {
      const store = openSqliteStore({ dir, exclusive: true });
      await store.openLog('tour', epoch);
      return store;
    },
  });
  const tracker = await createInvite(
    server.store,
    'tour',
    { role: 'tracker', id: 'bus', createdBy: 'test' },
    nowUnixMs(),
  );
  const tokens = new Map<string, string>();
  const tokenOf = async ({ role, id, name }: Actor): Promise<string> => {
    const key = `${role}:${id}`;
    const token = tokens.get(key) ?? (await server.token(role, id, name === undefined ? {} : { name }));
    tokens.set(key, token);
    return token;
  };
  const base = await server.listen();
  const followers = new Map([['public', await followRaw(base)]]);
  for (const [role, id] of AUDIENCES)
    followers.set(`${role}:${id}`, await followRaw(base, { as: role, token: await tokenOf({ role, id }) }));
  for (const [name, follower] of followers) await follower.got(isNews, `${name} to be let in`);
  // The count of viewers comes with a beat: from then on it stays.
  await server.app.beat();
  for (const [name, follower] of followers)
    await follower.got((message) => message.includes('"viewers":{"present":1,'), `${name} to be counted`);
  return {
    server,
    followers,
    async give({ actor, command: { type, ...body } }, serial) {
      const { status } = await server.command(await tokenOf(actor), type, {
        commandId: `command-${serial}`,
        ...body,
      });
      await flushed();
      return status;
    },
    async ask(actor, url, body) {
      const answer = await server.app.http.inject({
        ...{ url, method: body?.method ?? 'GET', ...(body && { payload: body.payload }) },
        headers: { authorization: `Bearer ${await tokenOf(actor)}` },
      });
      const { date: _date, ...headers } = answer.headers;
      return `${answer.statusCode} ${JSON.stringify(headers)}\n${answer.rawPayload.toString('latin1')}`;
    },
    async fix(longitude) {
      const query = `lat=32.3&lon=${longitude}&timestamp=${nowUnixMs()}`;
      expect((await server.get(`/track/${tracker.code}?${query}`)).status).toBe(200);
      await flushed();
    },
    tour() {
      const [room] = server.app.tours.open;
      if (room === undefined) throw new Error('The tour is not open');
      return room.fold.tour;
    },
    async close() {
      for (const follower of followers.values()) follower.close();
      await server.close();
    },
  };
}
