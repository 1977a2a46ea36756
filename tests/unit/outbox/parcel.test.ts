import { describe, expect, test } from 'vitest';
import {
  attached,
  begunParcel,
  followed,
  isDone,
  missingPhotos,
  type Parcel,
  refusedParcel,
  sentParcel,
  triedAgain,
} from '../../../client/outbox/posts/parcel.ts';
import { bodyOf } from '../../../client/outbox/posts/parcel-body.ts';
import { nextErrand } from '../../../client/outbox/posts/parcel-order.ts';
import {
  answeredUpload,
  pieceBytes,
  refusedUpload,
  type Upload,
} from '../../../client/outbox/posts/upload.ts';
import type { Writing, WrittenPhoto } from '../../../client/outbox/posts/writing.ts';

const photo = (key: string): WrittenPhoto => ({
  ...{ key, alt: `alt ${key}`, altEn: '', caption: '', tellsTime: true, tellsPlace: false },
});
const writing = (key: string, photos: readonly string[] = [], more: Partial<Writing> = {}): Writing => ({
  ...{ key, tour: 'tour', outletId: 'qinchu', kind: 'words', title: key, text: '', feature: {} },
  ...{ photos: photos.map(photo), filed: true, isKey: false, isPinned: false, changedAtUnixMs: 1 },
  ...more,
});
const parcel = (number: number, photos: readonly string[] = [], more: Partial<Parcel> = {}): Parcel => ({
  ...{ key: `post-${number}`, number, tour: 'tour', outletId: 'qinchu', postId: `post-${number}` },
  ...{ madeAtUnixMs: 1, task: { kind: 'publish', writing: writing(`post-${number}`, photos) } },
  ...{ inPost: [], after: [], ...more },
});
const upload = (key: string, number = 1, more: Partial<Upload> = {}): Upload => ({
  ...{ key, tour: 'tour', outletId: 'qinchu', number, kind: 'picture', name: key, bytes: 1000, received: 0 },
  ...more,
});
const kept = { id: 'a'.repeat(32), width: 10, height: 10, widths: [10], colour: '#000000' };
const waiting = (parcels: readonly Parcel[], uploads: readonly Upload[] = [], paused = false) => ({
  ...{ parcels, paused },
  uploads: new Map(uploads.map((one) => [one.key, one])),
});
const said = (errand: ReturnType<typeof nextErrand>): string =>
  errand === undefined
    ? 'nothing'
    : `${errand.kind} ${errand.kind === 'upload' ? errand.upload.key : errand.parcel.key}`;

describe('what goes out next', () => {
  test('words before any picture, in the order in which they were made, whatever order they are kept in', () => {
    const files = [upload('x'), upload('y', 2)];
    expect(said(nextErrand(waiting([parcel(2, ['y']), parcel(1, ['x'])], files)))).toBe('words post-1');
    const first = sentParcel(parcel(1, ['x']));
    expect(said(nextErrand(waiting([parcel(2, ['y']), first], files)))).toBe('words post-2');
    const both = [first, sentParcel(parcel(2, ['y']))];
    expect(said(nextErrand(waiting(both, files)))).toBe('upload x');
  });

  test('a picture that has arrived is attached before another one is sent; files of unfinished posts come last', () => {
    const both = [sentParcel(parcel(1, ['x'])), sentParcel(parcel(2, ['y']))];
    const files = [upload('draft', 1), upload('x', 2, { picture: kept }), upload('y', 3)];
    expect(said(nextErrand(waiting(both, files)))).toBe('attach post-1');
    expect(said(nextErrand(waiting([], files)))).toBe('upload draft');
  });

  test('what was refused stands in nobody’s way, but what concerns the same post waits behind it', () => {
    const refused = refusedParcel(parcel(1), { code: 'post.empty', message: '' });
    const pin = parcel(2, [], { postId: 'post-1', task: { kind: 'pin', pinned: true } });
    expect(said(nextErrand(waiting([refused, pin, parcel(3)])))).toBe('words post-3');
    expect(said(nextErrand(waiting([refused, pin])))).toBe('nothing');
    expect(said(nextErrand(waiting([triedAgain(refused), pin])))).toBe('words post-1');
  });

  test('paused, words go and pictures wait: all of them, or one', () => {
    const files = [upload('x'), upload('y', 2)];
    const sent = sentParcel(parcel(1, ['x', 'y']));
    expect(said(nextErrand(waiting([sent, parcel(2)], files, true)))).toBe('words post-2');
    expect(said(nextErrand(waiting([sent], files, true)))).toBe('nothing');
    const one = [upload('x', 1, { paused: true }), upload('y', 2)];
    expect(said(nextErrand(waiting([sent], one)))).toBe('upload y');
  });

  test('a correction with new pictures waits for them; a published post only for its film', () => {
    const correcting = { postId: 'post-9', base: 1, note: 'n', touchesPictures: true };
    const task = { kind: 'correct', writing: writing('c', ['x'], { correcting }) } as const;
    const correction = parcel(1, [], { task, postId: 'post-9' });
    expect(said(nextErrand(waiting([correction], [upload('x')])))).toBe('upload x');
    expect(said(nextErrand(waiting([correction], [upload('x', 1, { picture: kept })])))).toBe('words post-1');
    const film = writing('v', [], { kind: 'video', feature: { fileKey: 'f', alt: 'a' } });
    const video = parcel(2, [], { task: { kind: 'publish', writing: film } });
    const file = upload('f', 1, { kind: 'video' });
    expect(said(nextErrand(waiting([video, parcel(3)], [file])))).toBe('words post-3');
    const arrived = { ...file, video: { id: 'b'.repeat(32), bytes: 1000 } };
    expect(said(nextErrand(waiting([video], [arrived])))).toBe('words post-2');
  });

  test('pins and marks follow the words, and then the parcel is done', () => {
    const sent = sentParcel(parcel(1, [], { after: ['pin', 'key'] }));
    expect(nextErrand(waiting([sent]))).toMatchObject({ kind: 'after', after: 'pin' });
    const pinned = followed(sent, 'pin');
    expect([isDone(pinned), isDone(followed(pinned, 'key'))]).toEqual([false, true]);
  });
});

describe('a parcel', () => {
  test('its first request is never sent in other words, even when pictures have arrived meanwhile', () => {
    const none = new Map<string, Upload>();
    const begun = bodyOf(parcel(1, ['x', 'y']), none);
    expect(begun.body).toMatchObject({
      commandId: 'post-1',
      postId: 'post-1',
      pictures: [],
      awaitedPictures: 2,
    });
    const fixed = begunParcel(parcel(1, ['x', 'y']), begun.body, begun.kept);
    const later = bodyOf(fixed, new Map([['x', upload('x', 1, { picture: kept })]]));
    expect(later.body).toMatchObject({ awaitedPictures: 1, pictures: [{ order: 0, alt: 'alt x' }] });
    expect(begunParcel(fixed, later.body, later.kept)).toBe(fixed);
    expect(missingPhotos(fixed).map(({ order }) => order)).toEqual([0, 1]);
    expect(isDone(attached(attached(sentParcel(fixed), 'y'), 'x'))).toBe(true);
  });

  test('refused words may be put anew; words that are out stay as they were sent', () => {
    const begun = begunParcel(parcel(1), { text: 'a' }, []);
    expect(triedAgain(refusedParcel(begun, { code: 'x', message: '' })).body).toBeUndefined();
    const out = refusedParcel(sentParcel(begun), { code: 'x', message: '', photoKey: 'p' });
    expect(triedAgain(out).body).toEqual({ text: 'a' });
  });
});

describe('an upload', () => {
  test('goes on from where the server stands, and begins anew where the server has forgotten it', () => {
    const under = answeredUpload(upload('x'), { uploadId: 'u1', received: 400, bytes: 1000 });
    expect(under).toMatchObject({ uploadId: 'u1', received: 400 });
    const offset = {
      kind: 'refused',
      code: 'upload.offset',
      message: '',
      details: { received: 700 },
    } as const;
    expect(refusedUpload(under, offset)).toMatchObject({ received: 700 });
    const gone = { kind: 'refused', code: 'upload.unknown', message: '' } as const;
    expect(refusedUpload(under, gone)).toEqual(upload('x'));
    expect(refusedUpload(upload('x'), gone).refused?.code).toBe('upload.unknown');
  });

  test('tells what the camera wrote only where the editor says so', () => {
    const taken = { atUnixMs: 5, place: [32, 110] as const };
    const arrived = answeredUpload(upload('x'), { received: 1000, result: { ...kept, taken } });
    expect(arrived).toMatchObject({ picture: { id: kept.id }, taken });
    const { body } = bodyOf(parcel(1, ['x']), new Map([['x', arrived]]));
    const [picture] = body.pictures as readonly Record<string, unknown>[];
    expect([picture?.takenAtUnixMs, picture?.place]).toEqual([5, undefined]);
  });

  test('sends larger pieces where they are quick, and smaller ones where the connection is cut', () => {
    expect(pieceBytes(256, 100)).toBe(512);
    expect(pieceBytes(4 * 1024 * 1024, 100)).toBe(4 * 1024 * 1024);
    expect(pieceBytes(256 * 1024, Number.POSITIVE_INFINITY)).toBe(128 * 1024);
    expect(pieceBytes(32 * 1024, Number.POSITIVE_INFINITY)).toBe(32 * 1024);
  });
});
