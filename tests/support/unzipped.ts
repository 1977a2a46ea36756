import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';

/** Unpacks a ZIP into a folder, with another library than the one that made it; answers the names in it. */
export async function unzipped(bytes: Buffer, folder: string): Promise<readonly string[]> {
  const open = promisify<Buffer, Options, ZipFile>(fromBuffer);
  const zip = await open(bytes, { lazyEntries: true, strictFileNames: true });
  const names: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const write = async (entry: Entry): Promise<void> => {
      const path = join(folder, entry.fileName);
      await mkdir(dirname(path), { recursive: true });
      const from = await promisify(
        zip.openReadStream.bind(zip) as (
          entry: Entry,
          done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
        ) => void,
      )(entry);
      await pipeline(from, createWriteStream(path));
      names.push(entry.fileName);
      zip.readEntry();
    };
    zip.on('entry', (entry: Entry) => void write(entry).catch(reject));
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.readEntry();
  });
  return names;
}
