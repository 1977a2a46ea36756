import { type Static, Type } from 'typebox';
import { ContentHash, exactly, Position, plainText, UnixMs } from '../../schema.ts';

/** A share of a side, from 0 (left, top) to 1. */
const Share = Type.Number({ minimum: 0, maximum: 1 });

/**
 * A picture in a post. Hash, sizes, colour and placeholder are the server's own, made when it was
 * uploaded; the words, the focus, and whether place and time are told, are the editor's.
 */
export const Picture = exactly({
  /** Content hash, part of every URL of the picture. */
  id: ContentHash,
  width: Type.Integer({ minimum: 1, maximum: 20_000 }),
  height: Type.Integer({ minimum: 1, maximum: 20_000 }),
  /** Widths in pixels in which it is kept, ascending. */
  widths: Type.Array(Type.Integer({ minimum: 1, maximum: 8192 }), { minItems: 1, maxItems: 6 }),
  /** Average colour, shown until the picture is there. */
  colour: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
  /** A tiny WebP in base64, shown until the picture is there. */
  placeholder: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 600 })),
  alt: plainText(300, 1),
  /** Nobody has said what it shows: `alt` is what the desk made of its caption or its stop. */
  altProposed: Type.Optional(Type.Literal(true)),
  altEn: Type.Optional(plainText(400, 1)),
  caption: Type.Optional(plainText(300, 1)),
  /** The point that stays in sight however the picture is cut: shares of width and height. */
  focus: Type.Optional(Type.Tuple([Share, Share])),
  /** Where it was taken: puts it on the map. Only where the editor says so. */
  place: Type.Optional(Position),
  takenAtUnixMs: Type.Optional(UnixMs),
  /** Its place among the pictures of a post that arrive one by one, from 0. */
  order: Type.Optional(Type.Integer({ minimum: 0, maximum: 29 })),
});
export type Picture = Static<typeof Picture>;

/** Words that are put to a picture later: which one, and what it shows. */
export const DESCRIPTION = {
  pictureId: ContentHash,
  alt: plainText(300, 1),
  altEn: Type.Optional(plainText(400, 1)),
};
