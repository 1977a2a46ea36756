import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The demo's server: an ordinary one in a process and folder of its own. */
export interface DemoServer {
  readonly base: string;
  /** The host's one-time link. */
  readonly link: string;
  /** Answers when the process has ended. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** Starts `npm start`'s server on an empty folder, and reads its address and the host's link from what it prints. */
export async function startServer(dataDir: string, port: number, host: string): Promise<DemoServer> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.js', import.meta.url))], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: host,
      DATA_DIR: dataDir,
      REHEARSAL: '1',
      REDIS_URL: '',
      PUBLIC_URL: '',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
      REQUESTS_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const { base, link } = await readStart(child, ended);
  return {
    base,
    link,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readStart(
  child: ChildProcess,
  ended: Promise<number>,
): Promise<{ base: string; link: string }> {
  const started = new Promise<{ base: string; link: string }>((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const base = /listening on (http:\/\/\S+)/.exec(text)?.[1];
      const link = /(http:\/\/\S+\/enter#\S+)/.exec(text)?.[1];
      if (base !== undefined && link !== undefined) resolve({ base, link });
    });
  });
  const failed = ended.then((code): never => {
    throw new Error(`The server ended with code ${code} before it was ready.`);
  });
  return Promise.race([started, failed]);
}
