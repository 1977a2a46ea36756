import { type Box, boxesIn, boxOf, lettersAt, numberAt } from './boxes.ts';

/** What a film's table of contents says of whether it can be seen and heard. */
export interface FilmCodecs {
  /** `h264` plays everywhere, `hevc` on many phones; another is named as people know it. */
  readonly picture: 'h264' | 'hevc' | { readonly other: string };
  /** Whether its sound, where it has any, is one that browsers play. */
  readonly isHeard: boolean;
}

/** Names that people know of what else comes out of cameras and programs, by sample entry. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^ap(ch|cn|cs|co|4h|4x)$/, 'ProRes'],
  [/^(mp4v|xvid|divx)$/i, 'MPEG-4 Part 2'],
  [/^av01$/, 'AV1'],
  [/^vp0[89]$/, 'VP9'],
  [/^(jpeg|mjp[abg2]|dmb1)$/i, 'Motion JPEG'],
  [/^(s263|h263)$/i, 'H.263'],
  [/^(mx[345][np]|m2v1|mpeg)$/, 'MPEG-2'],
  [/^(dvh1|dvhe|dva1|dvav)$/, 'Dolby Vision'],
  [/^vvc1$/, 'H.266'],
  [/^enc[vt]$/, 'DRM'],
];
const HEVC = /^(hvc1|hev1)$/;
const SOUND_THAT_PLAYS = /^(mp4a|\.mp3|Opus|fLaC)$/;
/** Profiles of H.264 with 8 bits and half the colours (ISO/IEC 14496-10): Baseline, Main, Extended, High. */
const PROFILES_THAT_PLAY = new Set([66, 77, 88, 100]);
/** What others are called, which cameras and programs make. */
const PROFILES: Readonly<Record<number, string>> = {
  110: '10 bit',
  122: '4:2:2',
  244: '4:4:4',
  44: 'CAVLC 4:4:4',
};
/** So long is a sample entry of pictures before the boxes in it, after its head. */
const VISUAL_ENTRY_BYTES = 78;

/**
 * The codecs of the film with this `moov` box, whose bytes begin with its head; undefined where it has no
 * moving pictures. Of several tracks of pictures (depth, thumbnails) the one that is switched on counts.
 */
export function codecsOf(moov: Uint8Array): FilmCodecs | undefined {
  const [box] = boxesIn(moov, 0, moov.length);
  if (box?.type !== 'moov') return undefined;
  const tracks = [...boxesIn(moov, box.contentFrom, box.to)]
    .filter(({ type }) => type === 'trak')
    .map((track) => trackOf(moov, track));
  const pictures = tracks.filter(({ handler }) => handler === 'vide');
  const shown = pictures.find(({ isOn }) => isOn) ?? pictures[0];
  if (shown === undefined) return undefined;
  const sounds = tracks.filter(({ handler }) => handler === 'soun');
  return {
    picture: pictureCodec(moov, shown.entry),
    isHeard: sounds.length === 0 || sounds.some(({ entry }) => SOUND_THAT_PLAYS.test(entry?.type ?? '')),
  };
}

interface Track {
  /** `vide`, `soun`, … */
  readonly handler: string;
  readonly isOn: boolean;
  /** Its first sample entry, named after the codec. */
  readonly entry: Box | undefined;
}

function trackOf(moov: Uint8Array, track: Box): Track {
  const head = boxOf(moov, track, 'tkhd');
  const handler = boxOf(moov, track, 'mdia', 'hdlr');
  const entries = boxOf(moov, track, 'mdia', 'minf', 'stbl', 'stsd');
  const [entry] = entries === undefined ? [] : boxesIn(moov, entries.contentFrom + 8, entries.to);
  return {
    handler: handler === undefined ? '' : lettersAt(moov, handler.contentFrom + 8),
    isOn: head !== undefined && (numberAt(moov, head.contentFrom, 4) & 1) === 1,
    entry,
  };
}

function pictureCodec(moov: Uint8Array, entry: Box | undefined): FilmCodecs['picture'] {
  const type = entry?.type ?? '';
  if (HEVC.test(type)) return 'hevc';
  if (entry !== undefined && /^avc[13]$/.test(type)) {
    const inside = { ...entry, contentFrom: entry.contentFrom + VISUAL_ENTRY_BYTES };
    const set = boxOf(moov, inside, 'avcC');
    // An `avc3` may say it with the pictures only.
    const profile = set === undefined ? 100 : numberAt(moov, set.contentFrom + 1, 1);
    if (PROFILES_THAT_PLAY.has(profile)) return 'h264';
    return { other: `H.264 (${PROFILES[profile] ?? `profile ${profile}`})` };
  }
  const name = NAMES.find(([form]) => form.test(type))?.[1];
  return { other: name ?? (type.replace(/[^ -~]/g, '?').trim() || '?') };
}
