import { hash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonical.ts';
import type { TourEvent } from '../../../shared/tour/events.ts';
import { chainHash } from '../../store/chain.ts';
import type { LogLine } from '../../store/port.ts';

/** One event as the log keeps it. */
export interface LoggedEvent {
  /** Dense from 1. */
  readonly seq: number;
  /** Server time in ms; never less than that of the event before, but for `clock.settled`. */
  readonly at: number;
  /** Who, as `role:id`. */
  readonly by: string;
  /** The retry key of the command that led to it. */
  readonly commandId: string;
  /** Fingerprint of that command, so that a retry key is never taken for another command. */
  readonly digest: string;
  readonly event: TourEvent;
  /** The session by which it came, and on what kind of device: `3fa2b1c0 iphone wechat`. Absent where a server did it. */
  readonly via?: string;
}

/** The line that the log stores for an event that follows `previousHash`. */
export function toLine(logged: LoggedEvent, previousHash: string): LogLine {
  const body = canonicalJson(logged);
  return { seq: logged.seq, hash: chainHash(previousHash, body), body };
}

/** The event of a line's body. The log holds only what this server's deciders wrote, so the shape is known. */
export const fromBody = (body: string): LoggedEvent => JSON.parse(body) as LoggedEvent;

/** A command's fingerprint: 16 hex digits of SHA-256 over its canonical form. */
export const commandDigest = (command: unknown): string =>
  hash('sha256', canonicalJson(command), 'hex').slice(0, 16);
