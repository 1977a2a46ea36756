import { type Static, Type } from 'typebox';
import { CalendarDate, ClientId, exactly, plainText } from '../schema.ts';

/*
 * What a host gets, and sends. He sees of a tour what it is called, when it is, how far it is and how much of it there
 * is; nothing that stands in it.
 */

const At = Type.Integer({ description: 'Milliseconds since 1970.' });
const CalendarDay = Type.String({ description: 'As 2026-07-07.' });

/** How far a tour is. `damaged`: its log cannot be read. */
export const COURSES = ['not-set-up', 'planned', 'under-way', 'over', 'final', 'damaged'] as const;
export type Course = (typeof COURSES)[number];

/** A tour in a host's list. Counts and dates lack as long as there is no set-up. */
export const HouseTour = exactly({
  id: Type.String(),
  /** As its set-up says; before that as its host called it. */
  name: Type.Optional(exactly({ zh: Type.String(), en: Type.Optional(Type.String()) })),
  course: Type.Enum([...COURSES]),
  createdAtUnixMs: At,
  firstDate: Type.Optional(CalendarDay),
  lastDate: Type.Optional(CalendarDay),
  areas: Type.Optional(Type.Integer()),
  stops: Type.Optional(Type.Integer()),
  posts: Type.Optional(Type.Integer()),
  archivedAtUnixMs: Type.Optional(At),
  deletedAtUnixMs: Type.Optional(At),
  /** When all of it goes. */
  goesAtUnixMs: Type.Optional(At),
  /** Until when all of it is in a good backup, by the machine's clock; whether the last attempt failed. */
  backup: exactly({ sureAtUnixMs: Type.Optional(At), hasFailed: Type.Boolean() }),
});
export type HouseTour = Static<typeof HouseTour>;

/** What the house shows. */
export const House = exactly({
  nowUnixMs: At,
  /** The newest first. */
  tours: Type.Array(HouseTour),
  /** Whether the operator named a place for backups. */
  hasBackupPlace: Type.Boolean(),
  /** Ids that are taken beside those: of tours that went, and are nobody's again. */
  takenIds: Type.Array(Type.String()),
});
export type House = Static<typeof House>;

/** What would go with a tour that is deleted; sizes in bytes. */
export const Holdings = exactly({
  events: Type.Integer(),
  eventBytes: Type.Integer(),
  positions: Type.Integer(),
  positionBytes: Type.Integer(),
  pictures: Type.Integer(),
  pictureBytes: Type.Integer(),
  videos: Type.Integer(),
  videoBytes: Type.Integer(),
  uploads: Type.Integer(),
  drafts: Type.Integer(),
  invites: Type.Integer(),
  sessions: Type.Integer(),
  subscriptions: Type.Integer(),
  /** Records beside these: counts of readers, screens and the like. */
  otherRecords: Type.Integer(),
  hasRehearsal: Type.Boolean(),
});
export type Holdings = Static<typeof Holdings>;

/** Makes a tour; with `copyOf` after another one's set-up, rule and programme. Whether the id can be, the server says in words. */
export const NewTour = exactly({
  commandId: ClientId,
  id: Type.String({ maxLength: 200 }),
  name: plainText(120, 1),
  copyOf: Type.Optional(Type.String({ maxLength: 40 })),
  /** Of a copy: its first day; the others follow as they did. */
  firstDate: Type.Optional(CalendarDate),
});
export type NewTour = Static<typeof NewTour>;

/** Deletes a tour: its name, as it was typed. */
export const DeleteTour = exactly({ name: plainText(200, 1) });
