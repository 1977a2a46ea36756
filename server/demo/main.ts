import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatherCast, type SpareLinks } from './cast.ts';
import { demoClient, Refused } from './client.ts';
import { CoachTracker } from './drive/convoy.ts';
import { demoProgramme } from './meeting/programme.ts';
import { AfterSilence } from './meeting/silence.ts';
import { readOptions } from './options.ts';
import { Player } from './play.ts';
import { Readers } from './readers.ts';
import { startServer } from './server-process.ts';
import { demoJudges, demoRoutine, demoRule, demoSetup } from './setup.ts';
import { dayTimes, type Happening, timeline } from './timeline.ts';

const say = (line = '') => process.stdout.write(`${line}\n`);

/** The tour that the host makes. */
const TOUR = 'tour';
/** While the past is played, the tour's clock moves on in steps of so much. */
const STEP_MS = 60_000;
/** How often the live part looks what is due. */
const TICK_MS = 500;
/** How often is looked whether anybody holds the meeting. */
const LOOK_MS = 60_000;
/** A pause of the tour longer than this is a night, and is skipped. */
const NIGHT_MS = 90 * 60_000;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * `npm run demo`: starts an ordinary server, sets the tour of July 2022 up as an organiser would, plays
 * it up to the middle of the second day, and goes on live. It is a client: everything goes by HTTP.
 */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (typeof options === 'string') {
    say(options);
    return 2;
  }
  const { fromUnixMs, speed } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'lalian-demo-'));
  const server = await startServer(dataDir, options.port, options.host);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  try {
    say(`拉练直播演示 / Lalian demo: ${server.base}`);
    say(
      '正在回放此前的行程，页面现在就可以打开 / Playing what came before; the page can be opened already …',
    );
    const client = demoClient(server.base, TOUR);
    const host = await client.enter(server.link);
    const organiser = await client.makeTour(host, demoSetup.name.zh);
    const spareHost = await client.inviteHost(host, '试用的站点管理员');
    const happenings = [...timeline()];
    const startUnixMs = (happenings[0]?.atUnixMs ?? fromUnixMs) - 30 * STEP_MS;
    await client.setClock(organiser, startUnixMs, 0);
    await client.command(organiser, 'setUpTour', { setup: demoSetup, basedOnVersion: 0 });
    await client.command(organiser, 'appointJudges', { judges: demoJudges });
    await client.command(organiser, 'setScoringRule', { rule: demoRule, basedOnVersion: 0 });
    await client.command(organiser, 'scoreRoutine', { scores: demoRoutine });
    await client.command(organiser, 'setProgramme', {
      programme: demoProgramme(demoSetup),
      basedOnVersion: 0,
    });
    const cast = await gatherCast(client, organiser);
    await client.command(organiser, 'setMomentRule', {
      outletId: 'wenming',
      kinds: ['day-begins', 'arrival', 'day-ends', 'road-show', 'result'],
    });
    const player = new Player(client, cast);
    const readers = new Readers(client, () => player.published);
    const tracker = new CoachTracker(client, cast.tracker, startUnixMs);

    let isLive = false;
    /** Who entered by the links may have locked, scored or withdrawn what comes next: then that is passed over. */
    const play = async (happening: Happening): Promise<void> => {
      try {
        await player.play(happening);
      } catch (error) {
        if (!isLive || !(error instanceof Refused)) throw error;
        process.stderr.write(`演示跳过一步 / The demo passes one step over: ${error.message}\n`);
      }
    };

    /** Plays what is due up to an instant; ballots come from many phones at once. */
    const playTo = async (untilUnixMs: number): Promise<void> => {
      const due: Happening[] = [];
      while ((happenings[0]?.atUnixMs ?? Number.POSITIVE_INFINITY) <= untilUnixMs)
        due.push(...happenings.splice(0, 1));
      const isBallot = ({ kind }: Happening) => kind === 'ballot' || kind === 'road-show-ballot';
      const ballots = due.filter(isBallot);
      for (const happening of due) if (!isBallot(happening)) await play(happening);
      await Promise.all(ballots.map(play));
    };

    const startedAt = Date.now();
    const prepared = player.prepare(happenings.filter(({ atUnixMs }) => atUnixMs <= fromUnixMs));
    // Where it fails, publishing the post fails as well, and says why.
    prepared.catch(() => undefined);
    for (
      let now = startUnixMs;
      now < fromUnixMs && !stopping;
      now = Math.min(fromUnixMs, nextStep(now, happenings))
    ) {
      if (isNight(now)) tracker.skipTo(now);
      await client.setClock(organiser, now, 0);
      await tracker.runTo(now);
      await playTo(now);
      await readers.come();
    }
    await client.setClock(organiser, fromUnixMs, speed);
    isLive = true;
    printAddresses(
      server.base,
      { ...cast.spare, host: spareHost },
      Math.round((Date.now() - startedAt) / 1000),
      speed,
    );

    let zeroUnixMs = fromUnixMs;
    let zeroAt = Date.now();
    while (!stopping && happenings.length > 0) {
      await Promise.race([sleep(TICK_MS), server.ended]);
      if (stopping) break;
      let now = zeroUnixMs + (Date.now() - zeroAt) * speed;
      const next = happenings[0]?.atUnixMs ?? now;
      if (isNight(now) && next - now > NIGHT_MS / 3) {
        now = next - 10 * STEP_MS;
        zeroUnixMs = now;
        zeroAt = Date.now();
        tracker.skipTo(now);
        await client.setClock(organiser, now, speed);
      }
      await tracker.runTo(now);
      await playTo(now);
      await readers.come();
    }
    if (!stopping)
      say(
        '现场行程结束，总结会等您主持；服务器继续运行，按 Ctrl+C 退出 / The road is behind us, the meeting is yours to hold; the server goes on, Ctrl+C ends it.',
      );
    const meeting = new AfterSilence({
      look: () => client.tour(organiser),
      command: (type) => client.command(organiser, type, {}),
      steadyMs: () => performance.now(),
    });
    for (let isOpen = false; !stopping && !isOpen; ) {
      await Promise.race([sleep(LOOK_MS), server.ended]);
      // Where the server is away just now, the next look finds it.
      if (!stopping) isOpen = await meeting.look().catch(() => false);
    }
    return await server.ended;
  } finally {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Whether the convoy is in the garage: between the end of a day and the beginning of the next. */
function isNight(unixMs: number): boolean {
  return dayTimes.some((day, index) => {
    const next = dayTimes[index + 1];
    return (
      next !== undefined &&
      unixMs > day.endsAtUnixMs + 45 * STEP_MS &&
      unixMs < next.beginsAtUnixMs - 10 * STEP_MS
    );
  });
}

/** A minute on, or at night to what happens next. */
function nextStep(unixMs: number, happenings: readonly Happening[]): number {
  const next = happenings[0]?.atUnixMs ?? unixMs + STEP_MS;
  return isNight(unixMs) && next > unixMs ? next : unixMs + STEP_MS;
}

/** The overlay's page, which lets itself in by what stands behind the # of an invite. */
const overlayOf = (base: string, invite: string): string =>
  `${base}/screen/${TOUR}?overlay${new URL(invite).hash}`;

function printAddresses(
  base: string,
  spare: SpareLinks & { readonly host: string },
  seconds: number,
  speed: number,
): void {
  say(
    `回放用时 ${seconds} 秒，现在直播，速度 ×${speed} / Played in ${seconds} s, now live at ${speed} times the speed.`,
  );
  say();
  say(`  观众 / Viewers        ${base}/`);
  say(`  English              ${base}/?lang=en`);
  say(`  站点管理员入口 / Host   ${spare.host}`);
  say(`  组织方入口 / Organiser  ${spare.organiser}`);
  say(`  评委入口 / A judge     ${spare.judge}`);
  say(`  媒体入口 / An editor   ${spare.editor}`);
  say(`  大屏入口 / A screen    ${spare.screen}`);
  say(`  转播叠加 / An overlay   ${overlayOf(base, spare.overlay)}`);
  say(`  主持人遥控 / The remote  ${spare.presenter}`);
  say(`  进入后的编辑台 / The desk, once entered   ${base}/desk/${TOUR}`);
  say(`  接口 / HTTP interface  ${base}/api/openapi.json`);
  say();
  say('Ctrl+C 退出 / ends the demo.');
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
