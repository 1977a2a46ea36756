import { type Static, Type } from 'typebox';
import { exactly } from '../schema.ts';
import { TOUR_ROLES } from '../tour/actor.ts';

/*
 * Who may enter a tour, and who has: what its organiser sees. Nothing in it opens anything.
 */

const At = Type.Integer({ description: 'Milliseconds since 1970.' });
const Role = Type.Enum([...TOUR_ROLES]);

/** A device on which somebody has entered by a link. */
export const Device = exactly({
  /** How its session is spoken of, as in the log. */
  number: Type.String(),
  /** A system, and the app where the page is open in one: `iphone wechat`. */
  kind: Type.Optional(Type.String()),
  openedAtUnixMs: Type.Optional(At),
  /** To the minute. */
  seenAtUnixMs: Type.Optional(At),
  /** How much it said last that it still has to send. */
  waiting: Type.Optional(Type.Integer()),
  /** The one that asks. */
  isHere: Type.Optional(Type.Literal(true)),
});
export type Device = Static<typeof Device>;

/** A link that was made for somebody, and what was entered by it. */
export const PersonLink = exactly({
  inviteId: Type.String(),
  role: Role,
  id: Type.String(),
  name: Type.Optional(Type.String()),
  createdAtUnixMs: At,
  createdBy: Type.String(),
  once: Type.Optional(Type.Literal(true)),
  usedAtUnixMs: Type.Optional(At),
  revokedAtUnixMs: Type.Optional(At),
  endsAtUnixMs: Type.Optional(At),
  /** Of a tracker, whose link opens no session: when it last sent something. */
  seenAtUnixMs: Type.Optional(At),
  devices: Type.Array(Device),
});
export type PersonLink = Static<typeof PersonLink>;

/** All of them, oldest first. */
export const PersonLinks = exactly({ nowUnixMs: At, links: Type.Array(PersonLink) });
export type PersonLinks = Static<typeof PersonLinks>;

/** What becomes of the links that somebody had before a new one: all end with their devices, those that nobody entered by, or none. */
export const OLDER_LINKS = ['all', 'unused', 'stay'] as const;
export type OlderLinks = (typeof OLDER_LINKS)[number];

/** How many have ended. */
export const Ended = exactly({ links: Type.Integer(), devices: Type.Integer() });
export type Ended = Static<typeof Ended>;
