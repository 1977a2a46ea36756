/** One door for every tracker client: tells the family by the shape of what it sends. */
import { readOsmAnd } from './osmand.ts';
import { readOverland } from './overland.ts';
import { readOwnTracks } from './owntracks.ts';
import { asRecord, type Reading, setAside, together } from './reading.ts';
import { readTraccar9 } from './traccar9.ts';

/** A request as the route has it. The method does not matter: keys of query and form are joined. */
export interface TrackerRequest {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON, a form's keys, or text as it came; `undefined` when empty. */
  readonly body: unknown;
}

/** What a request brought, and the body of the 200 that the client waits for. */
export interface TrackerReport extends Reading {
  /** To be sent with a 2xx in any case: all else stops the client's queue. */
  readonly reply: { readonly body: unknown };
}

/**
 * Reads what any tracker client sends. Never throws, never refuses: what cannot be used is listed
 * in `setAside`, one entry each. Units are converted, negative speeds and headings unknown; whether
 * a position makes sense is left to `usableFix`.
 *
 * Replies: `[]` to OwnTracks, to nothing at all and to JSON of no known shape, `{"result":"ok"}` to Overland, `{}` to
 * Traccar 9, else the text `OK`.
 */
export function parseTrackerRequest(request: TrackerRequest): TrackerReport {
  const body = typeof request.body === 'string' ? fromText(request.body) : request.body;
  const json = /json/i.test(request.contentType ?? '');
  if (Array.isArray(body)) {
    const messages = body.filter((message) => asRecord(message) !== undefined);
    const readings = messages.map(readOwnTracks);
    return replied(readings.length > 0 ? together(readings) : setAside('empty'), []);
  }
  const record = asRecord(body) ?? {};
  if (Object.hasOwn(record, '_type')) return replied(readOwnTracks(record), []);
  const { locations, location, ...message } = record;
  if (Array.isArray(locations)) return replied(readOverland({ ...message, locations }), { result: 'ok' });
  if (typeof location === 'object' && location !== null) return replied(readTraccar9(location, message), {});
  const keys = { ...(asRecord(request.query) ?? {}), ...record };
  if (Object.keys(keys).length === 0) return replied(setAside('empty'), []);
  const reading = readOsmAnd(keys);
  return replied(reading, json && reading.fixes.length === 0 ? [] : 'OK');
}

function replied(reading: Reading, body: unknown): TrackerReport {
  return { fixes: reading.fixes, setAside: reading.setAside, reply: { body } };
}

/** A body whose type the client did not name: JSON or a form, whichever it looks like. */
function fromText(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!/^[[{]/.test(trimmed)) return Object.fromEntries(new URLSearchParams(trimmed));
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return undefined;
  }
}
