import type { Readable } from 'node:stream';
import yazl from 'yazl';
import type { ArchiveFile } from './files.ts';

/** The same in every archive and every time zone: when it was made must not make two archives differ. */
const MADE = new Date(2000, 0, 1);

/**
 * The files as one ZIP, made while it is read: of what comes from a disk, one file at a time and only a
 * piece of it is in memory. The same files give the same bytes. The stream fails where a file does.
 */
export function zipOf(files: readonly ArchiveFile[]): Readable {
  const zip = new yazl.ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error) => out.destroy(error as Error));
  for (const file of files) {
    const options = { mtime: MADE, forceDosTimestamp: true, mode: 0o100644 };
    if ('bytes' in file) zip.addBuffer(file.bytes, file.path, options);
    else
      zip.addReadStreamLazy(file.path, { ...options, compress: false }, (take) => {
        const fail = (error: Error): void => {
          out.destroy(error);
        };
        file.open().then((bytes) => take(null, bytes.on('error', fail)), fail);
      });
  }
  zip.end();
  return out;
}
