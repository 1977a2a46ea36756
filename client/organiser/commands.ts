import type { Command, CommandType } from '../../shared/commands.ts';
import { ANSWER_HEADER } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';

/** A command's members without its name. */
export type BodyOf<T extends CommandType> = Omit<Extract<Command, { readonly type: T }>, 'type'>;

/** What came of a command. `message`: why not, in the reader's language; undefined where nobody answered. */
export type Given =
  | { readonly ok: true; readonly repeated: boolean }
  | { readonly ok: false; readonly code: string; readonly message: string | undefined };

const TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
const PAUSE_MS = 600;

/** A name that nothing else has: for retry keys and for what is made on this page. */
export const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** Gives a command as the organiser; sends it again with the same key while nobody answers. */
export async function giveCommand<T extends CommandType>(
  tourId: string,
  type: T,
  body: BodyOf<T>,
  language: Language,
): Promise<Given> {
  const text = JSON.stringify({ commandId: freshId(), ...body });
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    try {
      const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/commands/${type}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': language === 'zh' ? 'zh-CN' : 'en',
        },
        body: text,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      // What a portal or a firewall says in the server's place says nothing either.
      if (!answer.headers.has(ANSWER_HEADER)) continue;
      // A server that is stopping or waits for its store has said nothing about the command itself.
      if (answer.status === 503 && attempt < ATTEMPTS) continue;
      const said: unknown = await answer.json();
      if (answer.ok) return { ok: true, repeated: memberOf(said, 'repeated') === true };
      const [code, message] = [memberOf(said, 'code'), memberOf(said, 'message')];
      return {
        ok: false,
        code: typeof code === 'string' ? code : '',
        message: typeof message === 'string' ? message : undefined,
      };
    } catch {
      // No answer says nothing: the same key makes it safe to ask again.
    }
  }
  return { ok: false, code: '', message: undefined };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
