import { spawn } from 'node:child_process';

/** A demo that runs as `npm run demo` runs it. */
export interface RunningDemo {
  readonly base: string;
  /** What it has printed so far. */
  readonly printed: () => string;
  stop(): Promise<number>;
}

/** Starts the built demo and waits until it is live. */
export async function startDemo(...options: string[]): Promise<RunningDemo> {
  const child = spawn(
    process.execPath,
    ['dist/server/demo.js', '--port', '0', '--host', '127.0.0.1', ...options],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const live = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const base = /Lalian demo: (http:\/\/\S+)/.exec(text)?.[1];
      if (base !== undefined && /now live/.test(text)) resolve(base);
    });
  });
  const base = await Promise.race([
    live,
    ended.then((code): never => {
      throw new Error(`The demo ended with code ${code}: ${text}`);
    }),
  ]);
  return {
    base,
    printed: () => text,
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
