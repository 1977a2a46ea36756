import { type Static, type TSchema, Type } from 'typebox';
import { UNSEEN } from './text.ts';

/**
 * Schema parts that every wire shape is made of. Sizes are bounded here, once: nothing that a client
 * sends may grow the log without limit.
 */

/**
 * Characters that no text may hold: controls other than tab and line feed, halves of surrogate pairs, other line ends,
 * and what turns the direction of all that follows (U+202E mirrors a line of somebody else).
 */
const REFUSED =
  '\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF\\uFFF9-\\uFFFB\\uD800-\\uDFFF';
const PRINTABLE = `^[^${REFUSED}]*$`;
/** The same with something to see in it: no name, quote or reason is made of blanks. */
export const VISIBLE = `^(?=[^]*[^${UNSEEN}])[^${REFUSED}]*$`;

/** What every object of JavaScript has already: an id of that name would find it where there is nothing. */
const OF_EVERY_OBJECT =
  '(?!(?:__proto__|__(?:define|lookup)[GS]etter__|constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)';

/** A short name for a thing of the tour, chosen by whoever sets it up: `zhuxi`, `s07`. */
export const Id = Type.String({
  pattern: `^${OF_EVERY_OBJECT}[a-z0-9][a-z0-9-]{0,39}$`,
  description: 'Lower-case letters, digits and hyphens, at most 40.',
});

/** A retry key or an id made on a device: at least 8 characters, so that two devices never meet. */
export const ClientId = Type.String({
  pattern: `^${OF_EVERY_OBJECT}[A-Za-z0-9_-]{8,64}$`,
  description: 'Made by the client, 8 to 64 characters.',
});

/** Names a file by what is in it: the first 128 bits of its SHA-256. */
export const ContentHash = Type.String({ pattern: '^[0-9a-f]{32}$' });

/** Plain text of at most `maxLength` characters; never read as HTML. Where it must not be empty, it is not blank either. */
export const plainText = (maxLength: number, minLength = 0) =>
  Type.String({ minLength, maxLength, pattern: minLength === 0 ? PRINTABLE : VISIBLE });

/** A name in Chinese with an optional English one beside it. */
export const Name = Type.Object(
  { zh: plainText(120, 1), en: Type.Optional(plainText(200, 1)) },
  { additionalProperties: false },
);

/** Why something is so, as people read it: in Chinese with an optional English one beside it. */
export const Reason = Type.Object(
  { zh: plainText(200, 1), en: Type.Optional(plainText(300, 1)) },
  { additionalProperties: false },
);

/** A non-negative decimal in a string, exact: `9`, `9.5`, `0.25`. */
export const Decimal = Type.String({
  pattern: '^(0|[1-9][0-9]{0,5})(\\.[0-9]{1,6})?$',
  description: 'A decimal such as "9.5"; never a float.',
});

/** A decimal that may be negative, exact: `-0.5`. */
export const SignedDecimal = Type.String({
  pattern: '^-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,6})?$',
  description: 'A decimal such as "-0.5"; never a float.',
});

/** WGS-84 latitude and longitude in degrees. */
export const Position = Type.Tuple([
  Type.Number({ minimum: -90, maximum: 90 }),
  Type.Number({ minimum: -180, maximum: 180 }),
]);

/** Milliseconds since 1970 in UTC. */
export const UnixMs = Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 });

/** A calendar day as `2022-07-07`, 1970 to 2099: instants of all of them can be computed, in every time zone. */
export const CalendarDate = Type.String({
  pattern: '^(19[7-9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
});

/** A time of day as `14:05`, in the tour's time zone. */
export const ClockTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** An object that has exactly these members. */
export const exactly = <T extends Parameters<typeof Type.Object>[0]>(members: T) =>
  Type.Object(members, { additionalProperties: false });

/** The events of some schemas by their type. */
export type EventOf<S extends Readonly<Record<string, TSchema>>> = { [T in keyof S]: Static<S[T]> }[keyof S];
