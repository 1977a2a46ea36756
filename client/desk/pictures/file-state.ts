import { isKept, type Upload } from '../../outbox/posts/upload.ts';

/** How far a file is, in a word for which there is a sentence. */
export function stateOf(upload: Upload | undefined, paused: boolean) {
  if (upload === undefined || isKept(upload)) return 'kept' as const;
  if (upload.refused !== undefined) return 'refused' as const;
  if (upload.received >= upload.bytes) return 'looking' as const;
  if (paused || upload.paused) return 'paused' as const;
  return upload.received === 0 ? ('waiting' as const) : ('sent' as const);
}
