import { tabMemory } from '../live/tab-memory.ts';
import { freshKey } from '../outbox/fresh-key.ts';

/** A screen that gives no sign for six seconds counts as gone: three may be lost. */
const EVERY_MS = 2_000;
const TIMEOUT_MS = 3_000;

const WINDOW_KEY = 'lalian-screen-window';

let ownId: string | undefined;

/**
 * Tells this window from others that came by the same link; the same after it was loaded again. The tab remembers it
 * only between two pages: a tab that is duplicated copies what is remembered, and would pass for this one. Asking the
 * other tabs needs HTTPS or a browser of 2022.
 */
function windowId(): string {
  if (ownId !== undefined) return ownId;
  const id = tabMemory.read(WINDOW_KEY) || freshKey();
  const forget = () => tabMemory.keep(WINDOW_KEY, '');
  forget();
  addEventListener('pagehide', () => tabMemory.keep(WINDOW_KEY, id));
  // A page that is come back to lives on, and holds it itself again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) forget();
  });
  ownId = id;
  return id;
}

/** Says to the server which step this screen has drawn. */
export interface Signs {
  /** It may be another one: said at once if it is. */
  changed(): void;
  end(): void;
}

/**
 * Says every two seconds, and whenever it is another one, which step is drawn; one saying at a time. What is lost is
 * not said again, for the next one says all. The answer says where the hall is: a socket may have died in silence.
 */
export function giveSigns(
  tourId: string,
  drawn: () => number | null,
  heard: (hallStep: number | null) => void,
  refused: () => void,
): Signs {
  let said: number | null | undefined;
  let busy = false;
  let over = false;
  async function say(): Promise<void> {
    if (busy || over) return;
    busy = true;
    const step = drawn();
    try {
      const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/screen-sign`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ step, window: windowId() }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      said = step;
      if (answer.ok) heard(((await answer.json()) as { readonly step: number | null }).step);
      else if (answer.status === 401 || answer.status === 403) refused();
    } catch {
      // A line that is lost is nothing that the hall needs to know; the remote sees it by the silence.
    } finally {
      busy = false;
    }
    if (said === step && drawn() !== step) void say();
  }
  const timer = setInterval(() => void say(), EVERY_MS);
  void say();
  return {
    changed: () => {
      if (drawn() !== said) void say();
    },
    end: () => {
      over = true;
      clearInterval(timer);
    },
  };
}
