import { Type } from 'typebox';
import { exactly, Id, Position, plainText } from '../schema.ts';
import type { Judge } from '../tour/judging/judges.ts';
import type { Setup } from '../tour/setup/setup.ts';
import { MOST_OF } from './most.ts';

/*
 * A set-up in parts, as it is worked on before it holds: each has the shape that the set-up gives it, and may lack what
 * the set-up asks for. A name that is not typed yet is empty, a place that nobody knows yet is at 0/0, a reference that
 * leads nowhere yet is empty.
 */

/** A name, also while it is being typed. */
const DraftName = exactly({
  zh: plainText(MOST_OF.draftText),
  en: Type.Optional(plainText(MOST_OF.draftText)),
});
/** A reference to something by its id; empty where nothing is chosen. */
const Reference = plainText(40);
const Figure = plainText(20);
const Label = exactly({ id: Id, name: DraftName });

const members = {
  tour: exactly({
    name: DraftName,
    shortName: DraftName,
    timeZone: plainText(60),
    notice: Type.Optional(
      exactly({ zh: plainText(MOST_OF.draftText), en: Type.Optional(plainText(MOST_OF.draftText)) }),
    ),
    days: Type.Array(
      exactly({
        number: Type.Integer({ minimum: 1, maximum: 60 }),
        date: plainText(10),
        road: Type.Optional(Type.String({ maxLength: 120_000 })),
      }),
      { maxItems: 60 },
    ),
  }),
  areas: exactly({
    areas: Type.Array(
      exactly({
        id: Id,
        name: DraftName,
        shortName: DraftName,
        seat: Position,
        outline: Type.Optional(Type.Array(Type.String({ maxLength: 60_000 }), { maxItems: 40 })),
      }),
      { maxItems: 200 },
    ),
  }),
  labels: exactly({
    kinds: Type.Array(Label, { maxItems: 100 }),
    brands: Type.Array(Label, { maxItems: 100 }),
  }),
  rubrics: exactly({
    rubrics: Type.Array(
      exactly({
        id: Id,
        name: DraftName,
        criteria: Type.Array(
          exactly({ id: Id, label: DraftName, min: Figure, max: Figure, step: Figure, weight: Figure }),
          { maxItems: 20 },
        ),
      }),
      { maxItems: 50 },
    ),
  }),
  stops: exactly({
    stops: Type.Array(
      exactly({
        id: Id,
        number: Type.Integer({ minimum: 0, maximum: 500 }),
        name: DraftName,
        areaId: Reference,
        day: Type.Integer({ minimum: 0, maximum: 60 }),
        plannedAt: plainText(5),
        plannedLeaveAt: Type.Optional(plainText(5)),
        position: Position,
        kindId: Type.Optional(Reference),
        brandId: Type.Optional(Reference),
        rubricId: Reference,
      }),
      { maxItems: 500 },
    ),
    talks: Type.Array(
      exactly({
        id: Id,
        name: DraftName,
        areaId: Reference,
        day: Type.Integer({ minimum: 0, maximum: 60 }),
        plannedAt: plainText(5),
        rubricId: Reference,
      }),
      { maxItems: 500 },
    ),
  }),
  prizes: exactly({
    prizes: Type.Array(
      exactly({
        id: Id,
        name: DraftName,
        places: Type.Integer({ minimum: 0, maximum: 500 }),
        moneyYuan: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
      }),
      { maxItems: 50 },
    ),
  }),
  outlets: exactly({
    outlets: Type.Array(exactly({ id: Id, name: DraftName, colour: Type.Optional(plainText(7)) }), {
      maxItems: 50,
    }),
  }),
  figures: exactly({
    figures: Type.Array(exactly({ value: plainText(40), unit: Type.Optional(DraftName), label: DraftName }), {
      maxItems: 24,
    }),
  }),
  judges: exactly({
    judges: Type.Array(
      exactly({
        id: Id,
        name: plainText(MOST_OF.draftText),
        post: Type.Optional(plainText(MOST_OF.draftText)),
        areaId: Type.Optional(Reference),
      }),
      { maxItems: 500 },
    ),
  }),
};

/** The schema of each part's value. */
export const PART_VALUES = members;
export type PartName = keyof typeof members;
/** The parts in the order in which a tour is set up. */
export const PART_NAMES = Object.keys(members) as readonly PartName[];

/** What each part holds: members of the set-up, and the judges to be appointed. */
export interface Parts {
  readonly tour: Pick<Setup, 'name' | 'shortName' | 'timeZone' | 'notice' | 'days'>;
  readonly areas: Pick<Setup, 'areas'>;
  readonly labels: Pick<Setup, 'kinds' | 'brands'>;
  readonly rubrics: Pick<Setup, 'rubrics'>;
  readonly stops: Pick<Setup, 'stops'> & { readonly talks: NonNullable<Setup['talks']> };
  readonly prizes: Pick<Setup, 'prizes'>;
  readonly outlets: Pick<Setup, 'outlets'>;
  readonly figures: { readonly figures: NonNullable<Setup['figures']> };
  readonly judges: { readonly judges: readonly Judge[] };
}
