import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { archiveOf } from '../archive/files.ts';
import { isFree, writeFolder } from '../archive/folder.ts';
import { zipOf } from '../archive/zip.ts';
import { createClock } from '../clock.ts';
import { distDir } from '../dist-dir.ts';
import { listRealTours } from '../live/tour-records.ts';
import { Tours } from '../live/tours.ts';
import { openFiles } from '../media/files/open-files.ts';
import { loadArchivePages } from '../render/archive-pages.ts';
import { runTool, UsageError } from './command-line.ts';

// npm run archive -- OUT.zip|FOLDER [--tour NAME]: what the public may see of a tour, as pages that open from disk.
await runTool({ strings: ['tour'] }, async ({ config, store, words, option }) => {
  const [name] = words;
  if (name === undefined) throw new UsageError('Usage: npm run archive -- OUT.zip|FOLDER [--tour NAME]');
  const tour = option('tour') ?? (await listRealTours(store)).at(-1)?.id;
  if (tour === undefined) throw new UsageError('There is no tour yet.');
  const out = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const isZip = name.endsWith('.zip');
  if (!isZip && !(await isFree(out))) throw new UsageError(`The folder ${out} is not empty.`);
  const tours = new Tours({
    store,
    clock: createClock(),
    gatherMs: 0,
    encode: () => Buffer.alloc(0),
    observeAppend: () => undefined,
    observeFrame: () => undefined,
    warn: (message) => process.stderr.write(`${message}\n`),
    inform: () => undefined,
  });
  const room = await tours.find(tour);
  if (room === undefined) throw new UsageError(`There is no tour "${tour}".`);
  const { files, missing } = await archiveOf(room, await loadArchivePages(distDir()), openFiles(config));
  await tours.close();
  if (isZip) {
    const part = `${out}.part`;
    try {
      await pipeline(zipOf(files), createWriteStream(part));
      await rename(part, out);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  } else await writeFolder(out, files);
  for (const path of missing) process.stderr.write(`Missing: ${path}\n`);
  process.stdout.write(`Archived tour "${tour}" to ${out}: ${files.length} files\n`);
});
