/** A tour as everybody finds it in the list. */
export interface ListedTour {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en?: string };
  readonly course: 'planned' | 'under-way' | 'over';
  /** As `2026-07-07`. */
  readonly firstDate: string;
  readonly lastDate: string;
  readonly areas: number;
  readonly stops: number;
  readonly posts: number;
  /** It was archived by its host. */
  readonly isPast: boolean;
}
