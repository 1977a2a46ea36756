import { type Box, boxesIn, boxOf, lettersAt, numberAt } from './boxes.ts';

/** Boxes in which cameras and phones write places, names and makers; no player needs them. */
const TELLING = new Set(['udta', 'meta', 'uuid']);
/** Tracks that hold nothing but pictures, sound and time codes. */
const HARMLESS = /^(vide|soun|tmcd)$/;
/** More samples in one chunk are a lie. */
const MOST_SAMPLES = 100_000;

/** A part of a file. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The boxes of a film that tell of place and owner: at its top, in its table of contents, in the tracks there. */
export function tellingBoxes(boxes: readonly Box[], moov: Uint8Array): readonly Box[] {
  const table = boxes.find(({ type }) => type === 'moov');
  const shift = table?.from ?? 0;
  const [whole] = boxesIn(moov, 0, moov.length);
  const inside = whole === undefined ? [] : [...boxesIn(moov, whole.contentFrom, whole.to)];
  const tracks = inside.filter(({ type }) => type === 'trak');
  const inTracks = tracks.flatMap((track) => [...boxesIn(moov, track.contentFrom, track.to)]);
  const below = [...inside, ...inTracks].map((box) => ({
    type: box.type,
    from: box.from + shift,
    contentFrom: box.contentFrom + shift,
    to: box.to + shift,
  }));
  return [...boxes, ...below].filter(({ type }) => TELLING.has(type));
}

/**
 * Where tracks that are neither pictures nor sound (places of an action camera, a phone's notes of each second)
 * keep what they say: parts of the file, in no order.
 */
export function tellingSamples(moov: Uint8Array): readonly Part[] {
  const [whole] = boxesIn(moov, 0, moov.length);
  if (whole === undefined) return [];
  const parts: { readonly from: number; readonly to: number }[] = [];
  for (const track of boxesIn(moov, whole.contentFrom, whole.to)) {
    if (track.type !== 'trak') continue;
    const handler = boxOf(moov, track, 'mdia', 'hdlr');
    if (handler === undefined || HARMLESS.test(lettersAt(moov, handler.contentFrom + 8))) continue;
    const table = boxOf(moov, track, 'mdia', 'minf', 'stbl');
    if (table !== undefined) parts.push(...samplesOf(moov, table));
  }
  return parts;
}

/** Where the samples of a track lie, chunk by chunk (`stsc`, `stsz`, `stco` or `co64`). */
function samplesOf(moov: Uint8Array, table: Box): readonly Part[] {
  const [perChunk, sizes] = [boxOf(moov, table, 'stsc'), boxOf(moov, table, 'stsz')];
  const wide = boxOf(moov, table, 'co64');
  const places = wide ?? boxOf(moov, table, 'stco');
  if (perChunk === undefined || sizes === undefined || places === undefined) return [];
  const same = numberAt(moov, sizes.contentFrom + 4, 4);
  const parts: { readonly from: number; readonly to: number }[] = [];
  const step = wide === undefined ? 4 : 8;
  const chunks = Math.min(numberAt(moov, places.contentFrom + 4, 4), (places.to - places.contentFrom) / step);
  const runs = numberAt(moov, perChunk.contentFrom + 4, 4);
  let [run, sample] = [0, 0];
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const runAt = (of: number): number => perChunk.contentFrom + 8 + of * 12;
    while (run + 1 < runs && numberAt(moov, runAt(run + 1), 4) <= chunk + 1) run += 1;
    const samples = Math.min(numberAt(moov, runAt(run) + 4, 4), MOST_SAMPLES);
    let length = 0;
    for (let one = 0; one < samples; one += 1, sample += 1)
      length += same > 0 ? same : numberAt(moov, sizes.contentFrom + 12 + sample * 4, 4);
    const from = numberAt(moov, places.contentFrom + 8 + chunk * step, step);
    if (length > 0) parts.push({ from, to: from + length });
  }
  return parts;
}
