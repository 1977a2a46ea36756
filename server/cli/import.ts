import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { noteEnding } from '../access/endings.ts';
import { invitesOf } from '../access/invites.ts';
import { GONE_TOURS, newEpoch, tourIn as recordIn, TOURS, type TourRecord } from '../live/tour-records.ts';
import { filesOfTour, openFiles } from '../media/files/open-files.ts';
import { picturesOf, videosOf } from '../media/kept-media.ts';
import { draftsOf } from '../newsroom/drafts.ts';
import { setUpDraftsOf } from '../setup/set-up-drafts.ts';
import type { Store } from '../store/port.ts';
import { importTour } from '../store/transfer/transfer.ts';
import { runTool, UsageError } from './command-line.ts';
import { tourIn } from './tour-in.ts';

// npm run import -- FILE [--replace]: brings an exported tour in; with the embedded store the server must be stopped.
await runTool(
  { strings: [], flags: ['replace'], exclusive: true },
  async ({ config, store, words, flag }) => {
    const [name] = words;
    if (name === undefined) throw new UsageError('Usage: npm run import -- FILE [--replace]');
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
    const tour = await tourIn(file);
    if (tour === '')
      throw new Error(`${file} is not an exported tour, or it is damaged. Nothing was changed.`);
    const outcome = await importTour(store, createReadStream(file), {
      epoch: newEpoch(),
      collections: [invitesOf(tour), picturesOf(tour), videosOf(tour), draftsOf(tour), setUpDraftsOf(tour)],
      files: filesOfTour(openFiles(config), tour),
      stagingDir: config.dataDir,
      replace: flag('replace'),
    });
    if (!outcome.ok) throw new Error(`${outcome.reason.replace(/\.+$/, '')}. Nothing was changed.`);
    // Invites may be gone that sessions rest on.
    await noteEnding(store, tour);
    await bringBack(store, tour);
    const { log, series, pictures } = outcome.counts;
    process.stdout.write(
      `Imported tour "${tour}": ${log} events, ${series} positions, ${pictures} pictures.\n`,
    );
  },
);

/** Lists the tour, as it was kept before where it was; one that was deleted, or gone, is there again. */
async function bringBack(store: Store, tour: string): Promise<void> {
  const stored = await store.getRecord(TOURS, tour);
  const {
    deletedAtUnixMs: _deleted,
    going: _going,
    makingSinceUnixMs: _making,
    ...kept
  } = stored === undefined ? { id: tour, createdAtUnixMs: Date.now() } : recordIn(stored);
  await store.putRecord(TOURS, tour, JSON.stringify(kept satisfies TourRecord));
  await store.deleteRecord(GONE_TOURS, tour);
}
