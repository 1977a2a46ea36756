import { open } from 'node:fs/promises';
import { FORMAT_BYTES, formatOf } from '../../../shared/media/picture-format.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';

/** The refusal of what is no picture that is read here, by its first bytes in a file; undefined while nothing speaks against it. */
export async function pictureRefusedByBeginning(file: string, bytes: number): Promise<Refusal | undefined> {
  const read = await open(file);
  try {
    const head = Buffer.alloc(Math.min(FORMAT_BYTES, bytes));
    const { bytesRead } = await read.read(head, 0, head.length, 0);
    if (bytesRead < head.length) return undefined;
    const format = formatOf(head);
    if (format === undefined) return refuse('picture.unreadable');
    return typeof format === 'object' ? refuse('picture.kind', { what: format.other }) : undefined;
  } finally {
    await read.close();
  }
}
