import { createInvite } from '../access/invites.ts';
import { inviteUrl } from '../http/invites.ts';
import { createTour, listTours } from '../live/tours.ts';
import { runTool, UsageError } from './command-line.ts';
import { linkBase } from './link-base.ts';

// npm run invite -- organiser [--tour NAME]: a new one-time organiser's link; makes the tour if there is none.
await runTool({ strings: ['tour'] }, async ({ where, store, words, option }) => {
  if (words[0] !== 'organiser') {
    throw new UsageError(
      'Usage: npm run invite -- organiser [--tour NAME]\nAll other invites are made by the organiser in the browser or by HTTP.',
    );
  }
  const now = Date.now();
  const known = await listTours(store);
  const tour = option('tour') ?? known.at(-1)?.id ?? 'tour';
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(tour))
    throw new UsageError('A tour is named with lower-case letters, digits and hyphens, at most 40.');
  // Before anything is made: a link that nobody can be sent stays unmade.
  const { base, warning } = await linkBase(process.env, where);
  await createTour(store, tour, now);
  const { code } = await createInvite(
    store,
    tour,
    { role: 'organiser', id: 'organiser', createdBy: 'command line', once: true },
    now,
  );
  process.stdout.write(
    `组织方一次性链接 / One-time link for the organiser of "${tour}":\n  ${inviteUrl(base, 'organiser', code)}\n`,
  );
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
});
