/**
 * A file as its bytes. WebKit refuses to store some files, and spoils others that are stored again over themselves
 * ("Error preparing Blob/File data", "WebKitBlobResource error 1"); bytes it keeps.
 */
export interface KeptBytes {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** A file for whoever shows or sends it. */
export const asBlob = (kept: Blob | KeptBytes): Blob =>
  kept instanceof Blob ? kept : new Blob([kept.bytes], { type: kept.type });

/** A file as its bytes; as it is where it cannot be read now. */
export async function asBytes(file: Blob | KeptBytes): Promise<Blob | KeptBytes> {
  if (!(file instanceof Blob)) return file;
  try {
    return { bytes: await file.arrayBuffer(), type: file.type };
  } catch {
    return file;
  }
}

/** Whether the browser refuses to store a file as such; nothing else is wrong with the storage. */
export const isOfFiles = (error: unknown): boolean =>
  /Blob\/File|\bBlob(s|URLs)?\b/.test(String((error as { readonly message?: unknown } | null)?.message));
