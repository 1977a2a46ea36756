import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { invitesOf } from '../access/invites.ts';
import { listRealTours } from '../live/tour-records.ts';
import { filesOfTour, openFiles } from '../media/files/open-files.ts';
import { picturesOf, videosOf } from '../media/kept-media.ts';
import { draftsOf } from '../newsroom/drafts.ts';
import { setUpDraftsOf } from '../setup/set-up-drafts.ts';
import { exportTour } from '../store/transfer/transfer.ts';
import { verifyLog } from '../store/verify-log.ts';
import { runTool, UsageError } from './command-line.ts';

// npm run export -- FILE [--tour NAME] [--sound]: a whole tour as one file: events, positions, invites (hashed),
// pictures. With --sound, of a damaged log the part before the damage.
await runTool({ strings: ['tour'], flags: ['sound'] }, async ({ config, store, words, option, flag }) => {
  const [name] = words;
  const tour = option('tour') ?? (await listRealTours(store)).at(-1)?.id;
  if (name === undefined) throw new UsageError('Usage: npm run export -- FILE [--tour NAME] [--sound]');
  if (tour === undefined) throw new UsageError('There is no tour yet.');
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const part = `${file}.part`;
  try {
    const verdict = flag('sound') ? await verifyLog(store, tour) : undefined;
    const sound = verdict === undefined || verdict.ok ? undefined : verdict.sound;
    if (sound !== undefined)
      process.stdout.write(`The log is damaged: only events 1 to ${sound.seq} are sound\n`);
    const extras = {
      collections: [invitesOf(tour), picturesOf(tour), videosOf(tour), draftsOf(tour), setUpDraftsOf(tour)],
      files: filesOfTour(openFiles(config), tour),
    };
    const bytes = await exportTour(store, tour, extras, sound);
    await pipeline(bytes, createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  process.stdout.write(`Exported tour "${tour}" to ${file}\n`);
});
