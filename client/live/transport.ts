import type { Frame, Hello, Snapshot } from '../../shared/protocol.ts';

/** What an open line tells. `closed` comes at most once, and nothing after it or after `close()`. */
export interface LineHandlers {
  frame(frame: Frame): void;
  snapshot(snapshot: Snapshot): void;
  /** The build that the server serves now. */
  build(id: string): void;
  /** The server stops; come back after so many ms. */
  bye(afterMs: number): void;
  /** The line could not be opened, or broke. */
  closed(): void;
}

/** An open line, or one that is being opened. */
export interface Line {
  close(): void;
}

/** Opens a line to the server. Never throws: what fails says `closed`. */
export type OpenLine = (hello: Hello, handlers: LineHandlers) => Line;

/** Time as the connection needs it; a test has its own. */
export interface Clock {
  now(): number;
  after(delayMs: number, run: () => void): () => void;
  /** 0 up to 1. */
  random(): number;
}

/** The device's own time. */
export const deviceClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
