import { ACTOR_HEADER, ANSWER_HEADER, WAITING_HEADER } from '../../shared/protocol.ts';
import type { ServerTime } from '../live/server-time.ts';

/** A picture as the server keeps it. */
export interface KeptPicture {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly colour: string;
  readonly placeholder?: string;
}

/**
 * Whether it is the session that was refused, or the tour is shut for everybody, and not what was sent: that stays as it
 * is, and waits.
 */
export const isOfSession = (code: string): boolean =>
  /^((session|invite|role)\.|tour\.(archived|deleted)$)/.test(code);

/**
 * Nobody knows whether it was taken. `stoppedBy`: not the server answered but something on the way to it, a firewall
 * or a portal, with this status.
 */
export interface Later {
  readonly kind: 'later';
  readonly retryAfterSeconds: number;
  readonly stoppedBy?: number;
}

/** What became of something that was sent. `later`: nobody knows, send it again by the same key. */
export type Outcome<T = unknown> =
  | { readonly kind: 'taken'; readonly body: T }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly details?: Readonly<Record<string, unknown>>;
    }
  | Later;

/**
 * The code of what is larger than the server takes. A file of which something on the way says so will be too large for
 * it tomorrow, too; small words are stopped, and may pass.
 */
export const TOO_LARGE = 'request.too-large';
const PAYLOAD_TOO_LARGE = 413;
/** The server signs its answers: what a portal or a firewall says in its place settles nothing. */
const isOurs = ({ headers }: Response): boolean => headers.has(ANSWER_HEADER);
/** Whether it will not pass by waiting: 408, 425 and 429 ask for patience, and from 500 on the server is away. */
const stops = (status: number): boolean => status < 500 && ![408, 425, 429].includes(status);

const TIMEOUT_MS = 15_000;
const UPLOAD_TIMEOUT_MS = 120_000;

/** The server has another person's session than the one that something is sent for. */
export const OTHER_PERSON = 'session.other';

/** Sends to the server that the page came from. Never throws. */
export interface Commands {
  /**
   * The same for one judge: while the browser has another one's session, nothing is taken. `waiting` counts what is on
   * this phone and not on the server, for the organiser who lets people go home.
   */
  speakingFor(judgeId: string, waiting?: Waiting): Commands;
  /** Whose session this browser has. */
  whoAmI(): Promise<Outcome<{ readonly id: string }>>;
  give(type: string, body: Readonly<Record<string, unknown>>): Promise<Outcome>;
  upload(picture: Blob): Promise<Outcome<KeptPicture>>;
}

/** How much is on this device for one person and not on the server. */
export type Waiting = () => number;

/** Sends one request below a tour's address. Never throws. */
export type Send = <T>(path: string, init: RequestInit, timeoutMs?: number) => Promise<Outcome<T>>;

/**
 * Speaks to the server that the page came from, and lets the clock learn from its answers; what changes anything, for
 * `actorId`, and with a word of what else waits.
 */
export function senderTo(tourId: string, time: ServerTime, actorId?: string, waiting?: Waiting): Send {
  const base = `/api/tours/${encodeURIComponent(tourId)}`;
  return async <T>(path: string, init: RequestInit, timeoutMs = TIMEOUT_MS): Promise<Outcome<T>> => {
    const ends = new AbortController();
    const end = (): void => ends.abort();
    const timer = setTimeout(end, timeoutMs);
    init.signal?.addEventListener('abort', end);
    try {
      const speaks = actorId !== undefined && init.method !== undefined;
      const headers = {
        ...(init.headers as Record<string, string>),
        ...(speaks && { [ACTOR_HEADER]: actorId }),
        ...(waiting && { [WAITING_HEADER]: besides(waiting(), path) }),
      };
      const answer = await fetch(base + path, { ...init, headers, signal: ends.signal });
      time.learn(answer.headers, Date.now());
      const { status } = answer;
      const asks = Number(answer.headers.get('retry-after')) || 0;
      if (!isOurs(answer))
        return status === PAYLOAD_TOO_LARGE && init.body instanceof Blob
          ? { kind: 'refused', code: TOO_LARGE, message: '' }
          : { kind: 'later', retryAfterSeconds: asks, ...(stops(status) && { stoppedBy: status }) };
      const isBare = status === 204;
      const body: unknown = isBare ? null : await answer.json();
      return outcomeOf<T>(status, asks, body);
    } catch {
      return { kind: 'later', retryAfterSeconds: 0 };
    } finally {
      clearTimeout(timer);
      init.signal?.removeEventListener('abort', end);
    }
  };
}

/** What waits besides a request: a command takes one thing away, a piece of a file takes none. */
const besides = (waiting: number, path: string): string =>
  String(Math.min(MOST_TOLD, Math.max(0, path.startsWith('/commands/') ? waiting - 1 : waiting)));
/** The server takes four figures. */
const MOST_TOLD = 9_999;

/** A judge's commands on a tour. `language` is that of the refusals' sentences. */
export function judgeCommands(
  tourId: string,
  time: ServerTime,
  language: string,
  judgeId?: string,
  waiting?: Waiting,
): Commands {
  const send = senderTo(tourId, time, judgeId, waiting);
  const headers = { 'content-type': 'application/json', 'accept-language': language };
  return {
    speakingFor: (id, counted) => judgeCommands(tourId, time, language, id, counted),
    whoAmI: () => send('/session?as=judge', { headers: { 'accept-language': language }, cache: 'no-store' }),
    give: (type, body) => send(`/commands/${type}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    upload: (picture) =>
      send(
        '/pictures',
        { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: picture },
        UPLOAD_TIMEOUT_MS,
      ),
  };
}

/** Reads an answer of the server itself. */
export function outcomeOf<T>(status: number, retryAfterSeconds: number, body: unknown): Outcome<T> {
  if (status >= 200 && status < 300) return { kind: 'taken', body: body as T };
  const refusal = body as {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly details?: Readonly<Record<string, unknown>>;
  } | null;
  if (status < 400 || status >= 500 || status === 429 || typeof refusal?.code !== 'string')
    return { kind: 'later', retryAfterSeconds };
  return {
    ...{ kind: 'refused', code: refusal.code, message: String(refusal.message ?? '') },
    ...(refusal.details && { details: refusal.details }),
  };
}
