import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { createGunzip } from 'node:zlib';
import { UsageError } from './command-line.ts';

/** The name of the tour that an exported file holds, from its first line; '' where there is none. Throws {@link UsageError} where there is no file. */
export const tourIn = (file: string): Promise<string> => tourOf(createReadStream(file), file);

/** The same of bytes, which are called `file` in messages. */
export async function tourOf(bytes: Readable, file: string): Promise<string> {
  const unzipped = createGunzip();
  bytes.on('error', (error) => unzipped.destroy(error)).pipe(unzipped);
  // Faults beyond the first line are told by who reads the whole file.
  unzipped.on('error', () => undefined);
  const lines = createInterface({ input: unzipped });
  try {
    for await (const line of lines) {
      const meta = JSON.parse(line) as { readonly log?: unknown };
      return typeof meta.log === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(meta.log) ? meta.log : '';
    }
    return '';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new UsageError(`There is no file ${file}`);
    return '';
  } finally {
    lines.close();
    bytes.destroy();
    unzipped.destroy();
  }
}
