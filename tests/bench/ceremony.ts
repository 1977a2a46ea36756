import { setTimeout as delay } from 'node:timers/promises';
import { finalSteps } from '../support/ceremony-tour.ts';
import { followRaw, type RawFollower } from '../support/load-follower.ts';
import { totalsOf } from '../support/meeting.ts';
import { limit, progress, quantile, report } from './support/figure.ts';
import { type Server, startLalian, startLoad } from './support/processes.ts';
import { enter, prepare, TOUR, TourWriter } from './support/tour-writer.ts';

/*
 * Ceremony: a reveal of 40 places in all their parts (160 steps), with no delay set, before 2,000 viewers and 5
 * screens on one server.
 *
 * - Step: from the presenter's press, as the request goes out, until the frame with it is read by a screen, and by one
 *   of 40 reading viewers. The steps come half a second apart, as no presenter can.
 * - Both ways: the pictures of the hall as a screen has them, of the whole reveal forward and back.
 */
const VIEWERS = 2_000;
const READING = 40;
const SCREENS = 5;
const PLACES = 40;
const STEP_EVERY_MS = 500;
const MOST_P99_MS = 500;
const CROWD_SETTLES_MS = 5_000;

/** A follower's times: when each step came. */
interface Reader {
  readonly follower: RawFollower;
  readonly arrivedAt: Map<number, number>;
}

/** Reads one follower from now on; `stepIn` says which step a message brings. */
function reader(follower: RawFollower, stepIn: (message: string) => number | undefined): Reader {
  const arrivedAt = new Map<number, number>();
  follower.onMessage((message) => {
    const step = stepIn(message);
    if (step !== undefined && !arrivedAt.has(step)) arrivedAt.set(step, performance.now());
  });
  return { follower, arrivedAt };
}

/** The reveal's step that the hall sees by a message. */
const stepOfHall = (message: string): number | undefined => numberIn(message, /"revealSteps":(\d+)/);
/** The reveal's step that everybody is told by a message. */
const stepTold = (message: string): number | undefined => numberIn(message, /"steps":(\d+)/);

function numberIn(message: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}

async function step(server: Server, token: string, seenStep: number, go: 'next' | 'back'): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/tours/${TOUR}/commands/stepCeremony`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ commandId: `step-${seenStep}-${go}`, seenStep, go }),
  });
  if (!answer.ok) throw new Error(`Step ${seenStep} is refused: ${answer.status} ${await answer.text()}`);
}

interface HallEvent {
  readonly event: { readonly type: string; readonly picture?: unknown };
}

/** The pictures that a screen was shown, in order, as text; a frame may hold several. */
const picturesOf = (screen: RawFollower): readonly string[] =>
  screen.messages.flatMap((message) => {
    if (!message.includes('"ceremony.stepped"')) return [];
    const [, { events }] = JSON.parse(message) as [string, { events: readonly HallEvent[] }];
    return events.flatMap(({ event }) =>
      event.type === 'ceremony.stepped' ? JSON.stringify(event.picture) : [],
    );
  });

/** A tour whose result is final, with so many places to reveal, and whose ceremony has begun at the reveal. */
function meeting(): TourWriter {
  const writer = new TourWriter();
  const prizes = [
    { id: 'first', name: { zh: '一等奖' }, places: 1 },
    { id: 'merit', name: { zh: '优秀奖' }, places: 500 },
  ];
  let at = Date.now() - 3_600_000;
  const scenes = [{ id: 'reveal', kind: 'reveal' as const }];
  for (const { actor, command } of finalSteps(totalsOf(PLACES), prizes, { scenes })) {
    writer.give(actor, command, at);
    at += 1_000;
  }
  writer.give({ role: 'presenter', id: 'host' }, { type: 'beginCeremony' }, at);
  return writer;
}

/** Runs the benchmark. */
export async function ceremony(): Promise<void> {
  const prepared = await prepare(meeting(), {
    invites: [
      { role: 'presenter', id: 'host' },
      ...Array.from({ length: SCREENS }, (_, at) => ({ role: 'screen' as const, id: `screen-${at + 1}` })),
    ],
  });
  const server = await startLalian(prepared.env);
  const base = `http://127.0.0.1:${server.port}`;
  const [presenter = '', ...screenTokens] = await Promise.all(
    prepared.codes.map((code) => enter(server.port, code)),
  );
  const load = startLoad(new URL('./support/fanout-load.ts', import.meta.url));
  try {
    const snapshot = (await (await fetch(`${base}/live/${TOUR}/snapshot.json`)).json()) as {
      protocol: number;
    };
    const coming = {
      port: server.port,
      path: '/socket/?EIO=4&transport=websocket',
      auth: { tour: TOUR, protocol: snapshot.protocol },
    };
    await load.ask({ do: 'come', coming, viewers: VIEWERS - READING, reading: 0 });
    const viewers: Reader[] = [];
    for (let at = 0; at < READING; at += 1) viewers.push(reader(await followRaw(base), stepTold));
    const screens: Reader[] = [];
    for (const token of screenTokens)
      screens.push(reader(await followRaw(base, { as: 'screen', token }), stepOfHall));
    await delay(CROWD_SETTLES_MS);
    const steps = PLACES * 4;
    const pressedAt = new Map<number, number>();
    for (let number = 1; number <= steps; number += 1) {
      pressedAt.set(number, performance.now());
      await step(server, presenter, number, 'next');
      await delay(STEP_EVERY_MS);
    }
    const waits = (readers: readonly Reader[]) =>
      readers.flatMap(({ arrivedAt }) =>
        [...pressedAt].map(([number, at]) => (arrivedAt.get(number) ?? Number.POSITIVE_INFINITY) - at),
      );
    const [atScreens, atViewers] = [waits(screens), waits(viewers)];
    progress(
      `p50 ${quantile(atScreens, 0.5).toFixed(0)} ms at screens, ${quantile(atViewers, 0.5).toFixed(0)} ms at viewers`,
    );
    report(
      'ceremony',
      `step to ${SCREENS} screens, p99`,
      quantile(atScreens, 0.99),
      'ms',
      limit(MOST_P99_MS),
    );
    report(
      'ceremony',
      `step to ${VIEWERS} viewers, p99`,
      quantile(atViewers, 0.99),
      'ms',
      limit(MOST_P99_MS),
    );
    for (let number = steps; number >= 1; number -= 1)
      await step(server, presenter, 2 * steps + 1 - number, 'back');
    await delay(1_000);
    const pictures = picturesOf(screens[0]?.follower as RawFollower);
    const forward = pictures.slice(0, steps - 1);
    const back = pictures.slice(steps, 2 * steps - 1).reverse();
    const others = forward.filter((picture, index) => picture !== back[index]).length;
    report('ceremony', `pictures of ${PLACES} places that differ on the way back`, others, 'of', {
      name: 'all steps',
      value: steps,
    });
    for (const { follower } of [...viewers, ...screens]) follower.close();
  } finally {
    await load.stop();
    await server.stop();
    await prepared.remove();
  }
}
