import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { S3mini, S3ServiceError } from 's3mini';
import { type Files, FilesUnavailable } from './files.ts';

/** Where an S3-compatible store is, and how one gets in. */
export interface S3Config {
  /** Address without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly key: string;
  readonly secret: string;
  readonly region: string;
}

/** A film of 300 MB over a slow line. */
const ABORT_AFTER_MS = 120_000;

/** Files in a bucket, under the same keys as on a disk. The bucket must be there; it need not be public. */
export function s3Files({ endpoint, bucket, key: accessKeyId, secret, region }: S3Config): Files {
  const s3 = new S3mini({
    accessKeyId,
    secretAccessKey: secret,
    endpoint: `${endpoint}/${bucket}`,
    region,
    requestAbortTimeout: ABORT_AFTER_MS,
  });
  async function objects(prefix: string) {
    const found = await asked(() => s3.listObjects('/', prefix));
    if (!found) throw new FilesUnavailable(`There is no bucket ${bucket}`);
    return found;
  }
  return {
    kind: 's3',
    async put(key, file, type) {
      // Read from the disk as it is sent; a store shows an object when it is whole.
      const blob = await openAsBlob(file, { type });
      const answer = await asked(() => s3.putObject(key, blob, type));
      if (answer === undefined) throw new FilesUnavailable(`There is no bucket ${bucket}`);
    },
    size: (key) => asked(() => s3.getContentLength(key)),
    async read(key, range) {
      const answer = await asked(() =>
        range === undefined ? s3.getObjectRaw(key) : s3.getObjectRaw(key, false, range.from, range.to + 1),
      );
      if (answer === undefined) return undefined;
      return answer.body === null ? Readable.from([]) : Readable.fromWeb(answer.body as ReadableStream);
    },
    async remove(keys) {
      for (const key of keys) await asked(() => s3.deleteObject(key));
    },
    list: async (prefix) => (await objects(prefix)).map(({ Key }) => Key).sort(),
    async weigh(prefix) {
      const found = await objects(prefix);
      return { files: found.length, bytes: found.reduce((sum, { Size }) => sum + Number(Size), 0) };
    },
  };
}

/** What the store answers, undefined where it says that there is no such thing. Throws {@link FilesUnavailable}. */
async function asked<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof S3ServiceError ? error.cause : error;
    if (cause instanceof S3ServiceError && cause.status === 404 && cause.serviceCode !== 'NoSuchBucket')
      return undefined;
    throw new FilesUnavailable(`The S3 store does not serve: ${String(error)}`, { cause: error });
  }
}
