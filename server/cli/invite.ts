import { randomBytes } from 'node:crypto';
import { HOUSE } from '../access/house.ts';
import { createInvite } from '../access/invites.ts';
import { inviteUrl } from '../http/people/invites.ts';
import { createTour, GONE_TOURS, isTourId, listRealTours, TOURS, tourIn } from '../live/tour-records.ts';
import { runTool, UsageError } from './command-line.ts';
import { linkBase } from './link-base.ts';

const print = (whom: string, url: string, warning: string | undefined): void => {
  process.stdout.write(`${whom}:\n  ${url}\n`);
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
};

// npm run invite -- host: a new one-time link for a host, who owns the server's tours and is in none.
// npm run invite -- organiser [--tour NAME]: a new one-time organiser's link; makes the tour if there is none.
await runTool({ strings: ['tour'] }, async ({ where, store, words, option }) => {
  const [role] = words;
  if (role !== 'organiser' && role !== 'host')
    throw new UsageError(
      'Usage: npm run invite -- host\n       npm run invite -- organiser [--tour NAME]\nAll other invites are made by the organiser in the browser or by HTTP.',
    );
  const now = Date.now();
  if (role === 'host') {
    const { base, warning } = await linkBase(process.env, where);
    const { code } = await createInvite(
      store,
      HOUSE,
      // Each is somebody else: two hosts of one name could not be told apart.
      { role, id: `host-${randomBytes(4).toString('hex')}`, createdBy: 'command line', once: true },
      now,
    );
    return print('站点管理员一次性链接 / One-time link for the host', inviteUrl(base, role, code), warning);
  }
  const known = await listRealTours(store);
  const tour = option('tour') ?? known.at(-1)?.id ?? 'tour';
  if (!isTourId(tour))
    throw new UsageError('A tour is named with lower-case letters, digits and hyphens, at most 40.');
  const stored = await store.getRecord(TOURS, tour);
  const isDeleted = stored !== undefined && tourIn(stored).deletedAtUnixMs !== undefined;
  if (isDeleted || (await store.getRecord(GONE_TOURS, tour)) !== undefined)
    throw new UsageError(
      `The tour "${tour}" was deleted${isDeleted ? ': its host can have it back at /house' : ', and no other is called so again'}.`,
    );
  // Before anything is made: a link that nobody can be sent stays unmade.
  const { base, warning } = await linkBase(process.env, where);
  await createTour(store, tour, now);
  const { code } = await createInvite(
    store,
    tour,
    { role: 'organiser', id: 'organiser', createdBy: 'command line', once: true },
    now,
  );
  print(
    `组织方一次性链接 / One-time link for the organiser of "${tour}"`,
    inviteUrl(base, 'organiser', code),
    warning,
  );
});
