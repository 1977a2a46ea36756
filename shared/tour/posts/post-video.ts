import { type Static, Type } from 'typebox';
import { ContentHash, exactly, plainText } from '../../schema.ts';

/** An mp4 that was uploaded here, by its content hash. The poster is a picture of the same post. */
export const UploadedVideo = exactly({
  id: ContentHash,
  bytes: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
});

/**
 * A film: one that was uploaded, or a page of a host that the operator allows (`VIDEO_HOSTS`). Exactly
 * one of the two; which hosts are allowed is for the server to check.
 */
export const Video = exactly({
  kind: Type.Literal('video'),
  file: Type.Optional(UploadedVideo),
  link: Type.Optional(Type.String({ pattern: '^https://[^\\s<>"\']+$', maxLength: 500 })),
  /** What it shows, in words, for those who do not see it. */
  alt: plainText(300, 1),
});
export type Video = Static<typeof Video>;

/** The video as one line of plain text, for feeds and previews. */
export const videoText = ({ alt, link }: Video): string =>
  link === undefined ? `视频：${alt}` : `视频：${alt} ${link}`;
