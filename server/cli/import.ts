import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { noteEnding } from '../access/endings.ts';
import { invitesOf } from '../access/invites.ts';
import { newEpoch, TOURS, type TourRecord } from '../live/tours.ts';
import { picturesOf, videosOf } from '../media/kept-media.ts';
import { filesOfTour, openFiles } from '../media/open-files.ts';
import { draftsOf } from '../newsroom/drafts.ts';
import { importTour } from '../store/transfer.ts';
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
      collections: [invitesOf(tour), picturesOf(tour), videosOf(tour), draftsOf(tour)],
      files: filesOfTour(openFiles(config), tour),
      stagingDir: config.dataDir,
      replace: flag('replace'),
    });
    if (!outcome.ok) throw new Error(`${outcome.reason.replace(/\.+$/, '')}. Nothing was changed.`);
    // Invites may be gone that sessions rest on.
    await noteEnding(store, tour);
    const record: TourRecord = { id: tour, createdAtUnixMs: Date.now() };
    await store.putRecord(TOURS, tour, JSON.stringify(record), 0);
    const { log, series, pictures } = outcome.counts;
    process.stdout.write(
      `Imported tour "${tour}": ${log} events, ${series} positions, ${pictures} pictures.\n`,
    );
  },
);
