/** What standings say otherwise than always. */
export interface StandingsWords {
  /** They are the whole result: nobody leads any more. */
  readonly title?: string;
  /** What is said where they are hidden; without it that scoring goes on. */
  readonly hidden?: { readonly why: string; readonly meanwhile: string };
}
