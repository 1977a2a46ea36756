import { type DeskDatabase, openLastingDesk, type StoredFile } from './desk-database.ts';
import type { Parcel } from './parcel.ts';
import type { Upload } from './upload.ts';

/** Opens the device's store; where the browser keeps nothing (some private windows), one in the page's own memory. */
export const openDesk = (): Promise<DeskDatabase> => openLastingDesk().catch(fleetingDesk);

/** Lasts as long as the page. */
export function fleetingDesk(): DeskDatabase {
  const parcels = new Map<string, Parcel>();
  const uploads = new Map<string, Upload>();
  const files = new Map<string, StoredFile>();
  let number = 0;
  function changed<T>(map: Map<string, T>, key: string, change: (value: T) => T): T | undefined {
    const before = map.get(key);
    if (before === undefined) return undefined;
    const after = change(before);
    map.set(key, after);
    return after;
  }
  function numbered<T extends { readonly key: string }, N extends T & { readonly number: number }>(
    map: Map<string, N>,
    value: T,
  ): N {
    number += 1;
    const made = map.get(value.key) ?? ({ ...value, number } as unknown as N);
    map.set(value.key, made);
    return made;
  }
  return {
    lasting: false,
    all: async () => [],
    keepWriting: async () => undefined,
    forgetWriting: async () => undefined,
    post: async (parcel) => numbered<Omit<Parcel, 'number'>, Parcel>(parcels, parcel),
    takeBack: async (key) => void parcels.delete(key),
    changeParcel: async (key, change) => changed(parcels, key, change),
    forgetParcel: async (key) => void parcels.delete(key),
    async addFile(upload, file) {
      files.set(file.key, file);
      return numbered<Omit<Upload, 'number'>, Upload>(uploads, upload);
    },
    changeUpload: async (key, change) => changed(uploads, key, change),
    async forgetFiles(keys) {
      for (const key of keys) {
        uploads.delete(key);
        files.delete(key);
      }
    },
    file: async (key) => files.get(key),
    remember: async () => undefined,
    memory: async () => undefined,
  };
}
