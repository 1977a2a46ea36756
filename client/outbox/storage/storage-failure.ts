/**
 * Whether what was made here is on the device. `full`: the device has no room for something of it; `failing`: the
 * browser's storage does not work. In both it is in the page's memory, goes out from there, and is kept as soon
 * as that is possible.
 */
export type StorageState = 'kept' | 'full' | 'failing';

/** Says which of the two a failure of the storage is. Browsers name a full disk in several ways. */
export function failureOf(error: unknown): Exclude<StorageState, 'kept'> {
  const { name = '', message = '' } = (error ?? {}) as { readonly name?: string; readonly message?: string };
  const isFull = name === 'QuotaExceededError' || /quota|no.?space|disk.?(is )?full/i.test(message);
  return isFull ? 'full' : 'failing';
}
