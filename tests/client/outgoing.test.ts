// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { Outgoing } from '../../client/desk/sending/outgoing.svelte.ts';
import { fleetingDesk } from '../../client/outbox/posts/desk-database.ts';
import type { DeskServer } from '../../client/outbox/posts/desk-server.ts';

test('what waits for an outlet somebody sat at before is not shown at the next one', async () => {
  const server = { whoAmI: () => new Promise(() => undefined) } as unknown as DeskServer;
  let outletId = 'qinchu';
  const outgoing = new Outgoing(() => ({ tour: 'tour', outletId, nowUnixMs: 1 }));
  const database = fleetingDesk();
  const sitAs = (outlet: string, paused: boolean) => {
    outletId = outlet;
    return outgoing.sit({ tour: 'tour', outletId, database, server, onDone: () => undefined }, paused);
  };
  await sitAs('qinchu', true);
  const earlier = outgoing.outbox;
  await outgoing.act('a'.repeat(32), { kind: 'pin', pinned: true });
  expect(outgoing.parcels.length).toBe(1);
  await sitAs('toutiao', false);
  await earlier?.load();
  expect([outgoing.parcels, outgoing.paused]).toEqual([[], false]);
});
