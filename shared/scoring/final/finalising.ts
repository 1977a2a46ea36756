import { isPositive } from '../../decimal.ts';
import type { CeremonyEvent } from '../../tour/ceremony/ceremony.ts';
import type { ToldEvent } from '../../tour/ceremony/told.ts';
import type {
  FinaliseResult,
  FinalResult,
  FinalRow,
  ReopenResult,
  ResultEvent,
} from '../../tour/judging/final.ts';
import { ruleBefore } from '../../tour/judging/scoring-rule.ts';
import { type Decision, happens, refuse } from '../../tour/outcome.ts';
import type { Contest } from '../../tour/setup/contest.ts';
import { itemsOf } from '../../tour/setup/items.ts';
import type { Setup, Talk } from '../../tour/setup/setup.ts';
import type { Tour } from '../../tour/state.ts';
import type { Part } from '../area-result.ts';
import { prizeOfRank } from '../prizes.ts';
import { basisOf } from '../results.ts';
import { type FullStandings, fullStandings } from '../standings.ts';

/** What a result still lacks before it can be made final. */
export type Missing =
  | { readonly kind: 'setup' }
  /** These items still take ballots. */
  | { readonly kind: 'open-items'; readonly itemIds: readonly string[] }
  /** These areas have no total: parts of it are not complete. */
  | { readonly kind: 'parts'; readonly areaId: string; readonly parts: readonly Part[] }
  /** All items of these parts of the area are cancelled: nothing is left to make them of. */
  | { readonly kind: 'fallen-out'; readonly areaId: string; readonly parts: readonly Part[] };

/** All that is missing, nothing left out: empty where the result can be made final. */
export function missingForFinal(
  tour: Tour,
  standings: FullStandings = fullStandings(tour),
): readonly Missing[] {
  const basis = basisOf(tour, Number.POSITIVE_INFINITY);
  if (tour.setup === null || basis === undefined) return [{ kind: 'setup' }];
  const { weights } = basis.rule;
  const itemIds = [...itemsOf(basis.setup).values()].flatMap(({ id, kind }) => {
    const counts = isPositive(kind === 'stop' ? weights.onSite : weights.roadShow);
    return counts && tour.locks[id]?.locked !== true ? id : [];
  });
  const emptied = emptiedParts(tour.setup, basis.setup);
  return [
    ...(itemIds.length > 0 ? [{ kind: 'open-items', itemIds } as const] : []),
    ...standings.areas.flatMap(({ areaId, total, missing, withdrawn }): Missing[] => {
      // Nothing is awaited of an area that withdrew before anything of it was scored.
      if (total !== null || withdrawn) return [];
      const gone = missing.filter((part) => emptied(areaId, part));
      const parts = missing.filter((part) => !gone.includes(part));
      return [
        ...(gone.length > 0 ? [{ kind: 'fallen-out', areaId, parts: gone } as const] : []),
        ...(parts.length > 0 ? [{ kind: 'parts', areaId, parts } as const] : []),
      ];
    }),
  ];
}

type Items = readonly Pick<Talk, 'areaId'>[];

/** Whether all that a part of an area could be made of is cancelled. */
function emptiedParts(setup: Setup, counting: Contest): (areaId: string, part: Part) => boolean {
  const isAny = (items: Items | undefined, areaId: string) =>
    items?.some((one) => one.areaId === areaId) === true;
  return (areaId, part) => {
    if (part === 'routine') return false;
    const from = part === 'onSite' ? 'stops' : 'talks';
    return isAny(setup[from], areaId) && !isAny(counting[from], areaId);
  };
}

/** The result as it would be final: places, prizes and rule. Rows without a place are not in it. */
export function resultOf(
  tour: Pick<Tour, 'setup' | 'rules'>,
  standings: FullStandings,
): FinalResult | undefined {
  const prizes = tour.setup?.prizes ?? [];
  const rows = standings.rows.flatMap(({ areaId, rank, score, parts }): FinalRow | FinalRow[] => {
    if (rank === null || score === null || parts === undefined) return [];
    const prizeId = prizeOfRank(rank, prizes)?.prize.id;
    return { areaId, rank, score, parts: { ...parts }, ...(prizeId !== undefined && { prizeId }) };
  });
  if (rows.length === 0) return undefined;
  return { rows, rule: ruleBefore(tour, Number.POSITIVE_INFINITY), prizes: [...prizes] };
}

/** Decides that the result is final: refused while anything is missing. */
export function decideFinaliseResult(
  tour: Tour,
  { reason }: Pick<FinaliseResult, 'reason'> = {},
): Decision<ResultEvent> {
  if (tour.final !== null) return happens();
  const standings = fullStandings(tour);
  const [first] = missingForFinal(tour, standings);
  switch (first?.kind) {
    case 'setup':
      return refuse('tour.not-set-up');
    case 'open-items':
      return refuse('result.items-open', { items: first.itemIds.length, first: first.itemIds[0] ?? '' });
    case 'fallen-out':
      return refuse('result.fallen-out', { area: first.areaId, parts: first.parts.join(', ') });
    case 'parts':
      return refuse('result.incomplete', { area: first.areaId, parts: first.parts.join(', ') });
    case undefined: {
      const result = resultOf(tour, standings);
      return result === undefined
        ? refuse('tour.not-set-up')
        : happens({ type: 'result.finalised', result, ...(reason !== undefined && { reason }) });
    }
  }
}

/** Decides that a final result is opened again. What runs on it is stopped, and everybody who was told of it is told why. */
export function decideReopenResult(
  tour: Tour,
  { reason }: ReopenResult,
): Decision<ResultEvent | CeremonyEvent | ToldEvent> {
  if (tour.final === null) return happens();
  // Also one that has ended: what the public is still to be told of it would be of another result.
  const isShown = tour.ceremony !== null && tour.ceremony.state !== 'stopped';
  return happens<ResultEvent | CeremonyEvent | ToldEvent>(
    ...(isShown ? [{ type: 'ceremony.stopped' as const, reason }] : []),
    { type: 'result.reopened', reason },
    ...(tour.told === null
      ? []
      : [
          {
            type: 'ceremony.told' as const,
            told: { state: 'stopped' as const, steps: 0, revealed: [], reason },
          },
        ]),
  );
}
