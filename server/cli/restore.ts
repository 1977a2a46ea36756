import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { backupPlace } from '../backup/place.ts';
import { restoreBackup } from '../backup/restoring.ts';
import { openFiles } from '../media/files/open-files.ts';
import { runTool, UsageError } from './command-line.ts';
import { tourOf } from './tour-in.ts';

// npm run restore [-- FILE|NAME]: brings a backup into a server that does not have its tour; with the embedded store the
// server must be stopped. NAME: one in the place of the backups, as it is listed where nothing is named.
await runTool({ strings: [], exclusive: true }, async ({ config, store, words: [name] }) => {
  const place = backupPlace(config);
  if (name === undefined) {
    const names = await place?.files.list(place.root);
    throw new UsageError(
      ['Usage: npm run restore -- FILE', ...(names ?? []).filter((one) => one.endsWith('.lalian'))].join(
        '\n',
      ),
    );
  }
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const open = async (): Promise<Readable> => {
    if (existsSync(file)) return createReadStream(file);
    const kept = await place?.files.read(name);
    if (kept === undefined) throw new UsageError(`There is no file ${file}`);
    return kept;
  };
  const tour = await tourOf(await open(), name);
  if (tour === '')
    throw new Error(`${name} is not a backup of a tour, or it is damaged. Nothing was changed.`);
  const parts = { store, files: openFiles(config), stagingDir: config.dataDir, machineUnixMs: Date.now };
  const outcome = await restoreBackup(parts, tour, await open());
  if (!outcome.ok) throw new Error(`${outcome.reason.replace(/\.+$/, '')}. Nothing was changed.`);
  const { log, series, pictures } = outcome.counts;
  process.stdout.write(
    `Restored tour "${tour}": ${log} events, ${series} positions, ${pictures} files of pictures and videos.\n` +
      'Whoever was shut out after the backup was made is let in again: look at the people of the tour.\n' +
      'A new server has no host yet: npm run invite -- host makes a link.\n',
  );
});
