import sharp from 'sharp';
import { startApp, type TestApp } from './app.ts';

/** A tour of the sample that is over, with pictures, a driven road and standings; times are its own. */
export interface FinishedTour {
  readonly server: TestApp;
  readonly organiser: string;
  readonly editor: string;
  /** The id of the picture of the post that was withdrawn. */
  readonly withdrawnPicture: string;
  /** Gives one more command at a time of the tour's. */
  readonly moveTo: (unixMs: number) => void;
  readonly nowUnixMs: () => number;
}

const MINUTE_MS = 60_000;
/** 8:30 in Shiyan on the tour's first day. */
export const BEGAN_UNIX_MS = Date.UTC(2022, 6, 7, 0, 30);

/** Drives two days of the sample tour in an instant. */
export async function finishTour(env: Record<string, string> = {}): Promise<FinishedTour> {
  let now = BEGAN_UNIX_MS;
  const server = await startApp({ nowUnixMs: () => now, env });
  const organiser = await server.token('organiser', 'org2');
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  const give = async (minute: number, token: string, type: string, body: Record<string, unknown>) => {
    now = BEGAN_UNIX_MS + minute * MINUTE_MS;
    const { status, body: answer } = await server.command(token, type, body);
    if (status !== 200) throw new Error(`${type} was refused: ${JSON.stringify(answer)}`);
  };
  const picture = async (background: string) => {
    const payload = await sharp({ create: { width: 1200, height: 800, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const answer = await server.app.http.inject({
      method: 'POST',
      url: '/api/tours/tour/pictures',
      headers: { authorization: `Bearer ${editor}`, 'content-type': 'image/jpeg' },
      payload,
    });
    return { ...answer.json<{ id: string }>(), alt: '村民在实践所门口迎接' };
  };
  const post = (minute: number, id: string, extra: Record<string, unknown>) =>
    give(minute, editor, 'publishPost', {
      postId: `archive-${id}`,
      text: '车队抵达，志愿者讲解。',
      pictures: [],
      ...extra,
    });
  const mark = (minute: number, stopId: string, status: string) =>
    give(minute, organiser, 'markStop', { stopId, status });
  const cast = async (minute: number, itemId: string, work: string) => {
    for (const judge of ['j1', 'j2', 'j3'])
      await give(minute, await server.token('judge', judge), 'castBallot', {
        itemId,
        marks: { work, show: '9' },
      });
  };

  const [red, green, blue] = [await picture('#b03a2e'), await picture('#2e7d4f'), await picture('#2e5d9f')];
  await give(0, organiser, 'beginDay', { day: 1 });
  await mark(1, 's1', 'on-the-way');
  await post(2, 'sets-out', { title: '车队出发：三天看十个县（市、区）' });
  await mark(30, 's1', 'arrived');
  await post(35, 'first', {
    title: '第一站：水坪镇实践所',
    stopId: 's1',
    pictures: [red, { ...green, caption: '志愿者合影' }],
  });
  await post(36, 'gone-01', { title: '写错了', stopId: 's1', pictures: [blue] });
  await cast(50, 's1', '9.5');
  await mark(60, 's1', 'left');
  await mark(61, 's2', 'on-the-way');
  await give(62, editor, 'withdrawPost', { postId: 'archive-gone-01', reason: '重复发布' });
  await mark(150, 's2', 'arrived');
  await post(155, 'quote', {
    stopId: 's2',
    text: '',
    feature: { kind: 'quote', words: '好人就在身边。', person: '李大娘', function: '村民' },
  });
  await post(156, 'number', {
    stopId: 's2',
    text: '',
    feature: { kind: 'figure', value: '3761', unit: '个', meaning: '全市文明实践点' },
  });
  await cast(170, 's2', '9');
  await mark(180, 's2', 'left');
  await give(240, organiser, 'endDay', { day: 1 });
  await give(24 * 60, organiser, 'beginDay', { day: 2 });
  await mark(24 * 60 + 5, 's3', 'on-the-way');
  await mark(24 * 60 + 60, 's3', 'arrived');
  await post(24 * 60 + 65, 'last', { title: '收官：<b>诗经</b>文化站', stopId: 's3' });
  await cast(24 * 60 + 80, 's3', '8.5');
  await mark(24 * 60 + 90, 's3', 'left');
  await give(24 * 60 + 120, organiser, 'endDay', { day: 2 });

  const room = await server.app.tours.find('tour');
  const way = (
    from: readonly [number, number],
    to: readonly [number, number],
    start: number,
    minutes: number,
  ) =>
    Array.from({ length: minutes * 2 + 1 }, (_, at) => {
      const share = at / (minutes * 2);
      return {
        deviceId: 'bus-1',
        fixedAtUnixMs: BEGAN_UNIX_MS + start * MINUTE_MS + at * 30_000,
        latitude: from[0] + (to[0] - from[0]) * share + 0.02 * Math.sin(share * 9),
        longitude: from[1] + (to[1] - from[1]) * share,
        accuracyMetres: 8,
      };
    });
  await room?.addFixes([
    ...way([32.32, 109.72], [32.3, 109.8], 1, 29),
    ...way([32.3, 109.8], [32.1, 110.7], 61, 89),
    ...way([32.1, 110.7], [32.05, 110.75], 24 * 60 + 5, 55),
  ]);
  return {
    server,
    organiser,
    editor,
    withdrawnPicture: blue.id,
    nowUnixMs: () => now,
    moveTo: (unixMs) => {
      now = unixMs;
    },
  };
}

/** The archive as the organiser fetches it. */
export async function fetchArchive(server: TestApp, organiser: string) {
  const answer = await server.app.http.inject({
    url: '/api/tours/tour/archive.zip',
    headers: { authorization: `Bearer ${organiser}` },
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
}
