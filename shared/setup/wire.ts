import { type Static, type TSchema, Type } from 'typebox';
import { exactly } from '../schema.ts';
import { PART_NAMES, PART_VALUES, type PartName, type Parts } from './parts.ts';

/*
 * What the organiser's page and the server say to each other of a set-up that is being worked on. Drafts are no events:
 * nothing of the tour changes by them.
 */

/** One part as the server keeps it. A part that was worked on and put away has a version and no value. */
export interface PartDraft<P extends PartName = PartName> {
  /** Counts its changes, from 1. */
  readonly version: number;
  readonly value?: Parts[P];
  readonly savedAtUnixMs: number;
  /** Who saved it, where the invite says the name. */
  readonly by?: string;
  /** What the tour had of this part when the draft was begun, as `partPrint` says it. */
  readonly begunFrom?: string;
}
export type PartDrafts = { readonly [P in PartName]?: PartDraft<P> };

/** All that is kept. `drafts` is absent where the asked `known` still holds. */
export interface SetUpDrafts {
  /** Goes up with every change of any part; 0 where there was none. */
  readonly version: number;
  readonly drafts?: PartDrafts;
  /** What the host calls the tour, until a set-up says what it is called. */
  readonly calledByHost?: string;
  /** The tour is archived: nothing of it can be changed. */
  readonly archived?: true;
}

const saved = <T extends TSchema>(value: T) =>
  exactly({
    /** The draft's version that was edited, 0 where there was none. */
    basedOnVersion: Type.Integer({ minimum: 0 }),
    /** Null: the draft is put away, and what the tour has holds. */
    value: Type.Union([value, Type.Null()]),
  });

/** Saves parts, all or none. */
export const SaveParts = exactly({
  parts: exactly({
    tour: Type.Optional(saved(PART_VALUES.tour)),
    areas: Type.Optional(saved(PART_VALUES.areas)),
    labels: Type.Optional(saved(PART_VALUES.labels)),
    rubrics: Type.Optional(saved(PART_VALUES.rubrics)),
    stops: Type.Optional(saved(PART_VALUES.stops)),
    prizes: Type.Optional(saved(PART_VALUES.prizes)),
    outlets: Type.Optional(saved(PART_VALUES.outlets)),
    figures: Type.Optional(saved(PART_VALUES.figures)),
    judges: Type.Optional(saved(PART_VALUES.judges)),
  }),
});
export type SaveParts = Static<typeof SaveParts>;

/** What saving is answered: the new version of each part that was saved, and of all. */
export interface SavedParts {
  readonly version: number;
  readonly savedAtUnixMs: number;
  readonly by?: string;
  readonly versions: Readonly<Partial<Record<PartName, number>>>;
}

/** Parts that are to be saved, in their order. */
export const partsToSave = ({ parts }: SaveParts): readonly PartName[] =>
  PART_NAMES.filter((part) => parts[part] !== undefined);
