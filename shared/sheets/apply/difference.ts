/** One field that changes, as people read it. */
export interface FieldChange {
  readonly zh: string;
  readonly en: string;
  readonly before: string;
  readonly after: string;
}

/** What can be different: the kinds of tables, and what comes along with stops. */
export type DifferenceKind =
  | 'areas'
  | 'rubrics'
  | 'days'
  | 'kinds'
  | 'brands'
  | 'stops'
  | 'judges'
  | 'routine';

/** What a sheet would change, before it does. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly added: readonly string[];
  readonly changed: readonly { readonly name: string; readonly changes: readonly FieldChange[] }[];
  /** How many the sheet leaves as they are. */
  readonly same: number;
  /** What is there and not in the sheet: it stays, unless somebody drops it by its key. */
  readonly missing: readonly { readonly key: string; readonly name: string }[];
}

/** A field as it is compared and read: its names, and its value as a text. */
export type FieldText = readonly [zh: string, en: string, text: string];

/** What is compared: one of each id. */
export interface Compared<T> {
  readonly kind: DifferenceKind;
  readonly before: readonly T[];
  readonly after: readonly T[];
  /** Ids that the sheet names. */
  readonly told: ReadonlySet<string>;
  readonly nameOf: (one: T) => string;
  readonly fieldsOf: (one: T) => readonly FieldText[];
}

/** Lays what is there beside what a sheet says. */
export function differenceOf<T extends { readonly id: string }>({
  kind,
  before,
  after,
  told,
  nameOf,
  fieldsOf,
}: Compared<T>): Difference {
  const known = new Map(before.map((one) => [one.id, one]));
  const added: string[] = [];
  const changed: { name: string; changes: FieldChange[] }[] = [];
  let same = 0;
  for (const one of after) {
    const was = known.get(one.id);
    if (was === undefined) added.push(nameOf(one));
    else if (told.has(one.id)) {
      const then = fieldsOf(was);
      const changes = fieldsOf(one).flatMap(([zh, en, text], at): FieldChange[] => {
        const old = then[at]?.[2] ?? '';
        return old === text ? [] : [{ zh, en, before: old, after: text }];
      });
      if (changes.length > 0) changed.push({ name: nameOf(was), changes });
      else same += 1;
    }
  }
  const missing = before.flatMap((one) =>
    told.has(one.id) ? [] : [{ key: `${kind}:${one.id}`, name: nameOf(one) }],
  );
  return { kind, added, changed, same, missing };
}

/** Whether it says nothing at all. */
export const isEmptyDifference = ({ added, changed, same, missing }: Difference): boolean =>
  added.length + changed.length + same + missing.length === 0;
