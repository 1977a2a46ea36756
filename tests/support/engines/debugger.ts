import { WebSocket } from 'ws';

/** A line to a browser's debugger: Chrome DevTools Protocol and WebDriver BiDi speak alike on it. */
export interface Debugger {
  /** Gives a command; its result. Throws with what the browser answered. */
  send<T = unknown>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T>;
  /** Called with each event of a name. */
  on(method: string, listener: (params: Record<string, unknown>) => void): void;
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  /** An object with a message in the one protocol, a code beside a message in the other. */
  readonly error?: unknown;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
}

/** Opens the line. Every command that is under way when it breaks is rejected. */
export async function openDebugger(url: string): Promise<Debugger> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  const listeners = new Map<string, ((params: Record<string, unknown>) => void)[]>();
  let commands = 0;
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id === undefined) {
      for (const listener of listeners.get(answer.method ?? '') ?? []) listener(answer.params ?? {});
      return;
    }
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) one?.resolve(answer.result);
    else one?.reject(new Error(String(data)));
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser is gone'));
    waiting.clear();
  });
  return {
    send: <T>(method: string, params = {}) =>
      new Promise<T>((resolve, reject) => {
        commands += 1;
        waiting.set(commands, { resolve: (value) => resolve(value as T), reject });
        socket.send(JSON.stringify({ id: commands, method, params }));
      }),
    on: (method, listener) => {
      listeners.set(method, [...(listeners.get(method) ?? []), listener]);
    },
  };
}
