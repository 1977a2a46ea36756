import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type RunningProgram, running } from './processes.ts';
import { until } from './until.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/** A block of a README: what its fence says, and what stands in it. */
export interface Block {
  readonly kind: string;
  readonly text: string;
}

/** Every block of a README, in order. */
export const blocksOf = (text: string): readonly Block[] =>
  [...text.matchAll(/^```(.*)\n([\s\S]*?)^```/gm)].map((match) => ({
    kind: match[1] ?? '',
    text: match[2] ?? '',
  }));

/** A folder as after `git clone`, `npm ci` and a build: what is built stays as it is, for other tests use it meanwhile. */
export async function freshClone(dir: string): Promise<void> {
  await mkdir(dir);
  for (const name of ['node_modules', 'dist']) await symlink(join(PROJECT, name), join(dir, name));
  await cp(join(PROJECT, 'server/deploy'), join(dir, 'server/deploy'), { recursive: true });
  const made = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  await writeFile(
    join(dir, 'package.json'),
    JSON.stringify({ ...made, scripts: { ...made.scripts, 'build:quiet': 'test -d dist' } }),
  );
}

/** What is typed at a terminal: its folder and what is set there. */
export interface Terminal {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
}

const start = ({ dir, env }: Terminal, words: readonly string[]): ChildProcess =>
  spawn('bash', ['--noprofile', '--norc', ...words], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // With whatever it starts: npm's children are ended with it.
    detached: true,
  });

/** Ends a process and all that it started, and waits until it is gone. */
async function endGroup(program: RunningProgram, signal: NodeJS.Signals): Promise<void> {
  try {
    process.kill(-program.pid, signal);
  } catch {
    // It has ended by itself.
  }
  await program.ended;
}

/** A block that keeps running, in a terminal of its own, until it is stopped. */
export async function runServerBlock(terminal: Terminal, text: string, isUp: RegExp) {
  const program = running(start(terminal, ['-c', text]));
  let gone = false;
  void program.ended.then(() => {
    gone = true;
  });
  await until(
    () => {
      if (gone && !isUp.test(program.output())) throw new Error(`It ended:\n${program.output()}`);
      return isUp.test(program.output()) || undefined;
    },
    `${text}: ${isUp}`,
    120_000,
  );
  return { output: program.output, stop: () => endGroup(program, 'SIGTERM') };
}

/** One shell into which block after block is pasted. */
export function openShell(terminal: Terminal) {
  const child = start(terminal, ['-E']);
  const program = running(child);
  child.stdin?.write(`trap 'echo "FAILED($?): $BASH_COMMAND"' ERR\nset -o pipefail\n`);
  let pasted = 0;
  return {
    /** What the block printed, errors included. */
    async paste(text: string): Promise<string> {
      pasted += 1;
      const before = program.output().length;
      const end = `--- ${pasted} pasted ---`;
      child.stdin?.write(`${text}\necho '${end}'\n`);
      await until(() => program.output().includes(end) || undefined, text, 120_000);
      return program.output().slice(before).replace(end, '').trim();
    },
    close: () => endGroup(program, 'SIGKILL'),
  };
}
