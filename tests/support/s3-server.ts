import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Config } from '../../server/media/files/s3-files.ts';

/** What is used of s3rver, which brings no types. */
interface S3rver {
  run(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}
type S3rverClass = new (options: Record<string, unknown>) => S3rver;

/** A real server that speaks S3 and knows one access key, with an empty bucket. */
export interface S3Server {
  readonly config: S3Config;
  /** The same as environment variables. */
  readonly env: Record<string, string>;
  /** Stops serving; what is in the bucket stays. */
  stop(): Promise<void>;
  /** Serves again at the same address. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

const BUCKET = 'lalian-test';

/** Starts an S3 server on a free port of loopback. */
export async function startS3(): Promise<S3Server> {
  const Server = createRequire(import.meta.url)('s3rver') as S3rverClass;
  const directory = await mkdtemp(join(tmpdir(), 'lalian-s3-'));
  let running: S3rver | undefined;
  const run = async (port: number) => {
    const server = new Server({
      address: '127.0.0.1',
      port,
      silent: true,
      directory,
      configureBuckets: [{ name: BUCKET, configs: [] }],
    });
    const address = await server.run();
    running = server;
    return address.port;
  };
  const port = await run(0);
  const config: S3Config = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: BUCKET,
    key: 'S3RVER',
    secret: 'S3RVER',
    region: 'us-east-1',
  };
  const stop = async () => {
    await running?.close();
    running = undefined;
  };
  return {
    config,
    env: {
      S3_ENDPOINT: config.endpoint,
      S3_BUCKET: config.bucket,
      S3_KEY: config.key,
      S3_SECRET: config.secret,
      S3_REGION: config.region,
    },
    stop,
    start: async () => {
      await run(port);
    },
    remove: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
