import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { MOST_CHILD_BYTES, tooLarge } from '../bounds.ts';
import { DiskFull, saysFull } from '../files/files.ts';
import type { Job, JobMessage, Made, MadeMessage } from './jobs.ts';

/** How the workshop's process is started, and how patient one is with it. */
export interface WorkshopOptions {
  /** Words for Node that start `child.ts`. */
  readonly script: readonly string[];
  /** A job that takes longer is given up with its process, ms. */
  readonly jobMs?: number;
  /** More memory than this, and the process is ended. */
  readonly mostBytes?: number;
  readonly warn: (message: string, details: Record<string, unknown>) => void;
}

/** A bomb of the most pixels takes some seconds; a machine that is busy may need many times as long. */
const JOB_MS = 120_000;
const LOOK_AT_MEMORY_MS = 100;
/** An idle process gives its memory back. */
const IDLE_MS = 60_000;
/** Far more than all invites may have on their way at once on an ordinary day. */
const MOST_WAITING = 1000;

interface Waiting {
  readonly job: Job;
  tries: number;
  readonly settle: (made: Made) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Has pictures and films made in a process of its own, one after the other. A process that dies is
 * replaced and the job tried once more; one that takes too long or too much memory is ended, and its
 * job refused.
 */
export class Workshop {
  readonly #options: WorkshopOptions;
  readonly #queue: Waiting[] = [];
  #child: ChildProcess | undefined;
  /** Jobs that this process has done: what they needed, it may hold still. */
  #done = 0;
  #current: Waiting | undefined;
  #number = 0;
  #idle: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: WorkshopOptions) {
    this.#options = options;
  }

  /** Process id of the child, where one runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Jobs that are not done yet. */
  get waiting(): number {
    return this.#queue.length + (this.#current === undefined ? 0 : 1);
  }

  /** Starts the process: somebody is about to upload. */
  warm(): void {
    if (!this.#stopped) this.#child ??= this.#start();
    this.#rest();
  }

  /** Does a job; refuses what is wrong with the file. Throws {@link DiskFull}, or what else the disk says. */
  make(job: Job): Promise<Made> {
    if (this.#stopped) return Promise.resolve(refuse('server.stopping'));
    if (this.#queue.length >= MOST_WAITING) return Promise.resolve(refuse('media.busy'));
    return new Promise((settle, fail) => {
      this.#queue.push({ job, tries: 0, settle, fail });
      this.#next();
    });
  }

  /** Ends the process; what waits is refused and can be asked for again. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#idle);
    for (const one of this.#queue.splice(0)) one.settle(refuse('server.stopping'));
    this.#settle(refuse('server.stopping'));
    this.#child?.kill('SIGKILL');
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#rest();
      return;
    }
    clearTimeout(this.#idle);
    this.#current = next;
    next.tries += 1;
    this.#number += 1;
    this.#child ??= this.#start();
    this.#watch(this.#child, this.#number);
    const message: JobMessage = { number: this.#number, job: next.job };
    // Where the process is gone already, its exit says so.
    this.#child.send(message, () => undefined);
  }

  /** Ends the process while this job takes too long, or too much memory. */
  #watch(child: ChildProcess, number: number): void {
    const { jobMs = JOB_MS, mostBytes = MOST_CHILD_BYTES } = this.#options;
    const endsAt = performance.now() + jobMs;
    const looking = setInterval(() => {
      if (this.#number !== number || this.#current === undefined || this.#child !== child) {
        clearInterval(looking);
        return;
      }
      const bytes = residentBytes(child.pid ?? 0);
      const refusal =
        bytes > mostBytes ? tooLarge() : performance.now() > endsAt ? refuse('media.too-slow') : undefined;
      if (refusal === undefined) return;
      clearInterval(looking);
      const current = this.#current;
      // It may be the picture before that fills the memory: this one gets a process to itself.
      if (bytes > mostBytes && this.#done > 0 && current.tries === 1) {
        this.#child = undefined;
        child.kill('SIGKILL');
        this.#current = undefined;
        this.#queue.unshift(current);
        this.#next();
        return;
      }
      this.#options.warn('a picture or film was given up', { code: refusal.code, bytes });
      this.#child = undefined;
      child.kill('SIGKILL');
      this.#settle(refusal);
    }, LOOK_AT_MEMORY_MS);
    looking.unref();
  }

  #settle(made: Made | Refusal | Error): void {
    const current = this.#current;
    this.#current = undefined;
    if (made instanceof Error) current?.fail(made);
    else current?.settle(made);
    if (!this.#stopped) this.#next();
  }

  #start(): ChildProcess {
    this.#done = 0;
    const child = spawn(process.execPath, this.#options.script, {
      // Its own errors are the operator's to see; it has nothing to say on standard output.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Few arenas: glibc would keep what one picture needed for each thread.
      env: { ...process.env, MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '' },
    });
    child.on('message', ({ number, made }: MadeMessage) => {
      if (number !== this.#number || this.#child !== child) return;
      this.#done += 1;
      if (!('fault' in made)) this.#settle(made);
      else this.#settle(saysFull(made.code) ? new DiskFull(made.fault) : new Error(made.fault));
    });
    child.on('error', (error) => this.#ended(child, String(error)));
    child.on('exit', (code, signal) => this.#ended(child, signal ?? `code ${code}`));
    // Waits for work without keeping the server from ending.
    child.unref();
    child.channel?.unref();
    return child;
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    const current = this.#current;
    if (current === undefined || this.#stopped) return;
    this.#options.warn('the process that makes pictures ended', { how, tries: current.tries });
    // A second process that dies of the same file has the file to blame.
    if (current.tries > 1) {
      this.#settle(refuse(current.job.kind === 'picture' ? 'picture.unreadable' : 'video.unreadable'));
      return;
    }
    this.#current = undefined;
    this.#queue.unshift(current);
    this.#next();
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#current !== undefined) return;
      const child = this.#child;
      this.#child = undefined;
      child?.kill('SIGTERM');
    }, IDLE_MS);
    this.#idle.unref();
  }
}

/** Memory that a process holds (resident set), bytes; 0 where the system does not tell. */
function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
