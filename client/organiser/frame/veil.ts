import type { Ballot, Cast } from '../../../shared/tour/judging/ballots.ts';
import type { Tour } from '../../../shared/tour/state.ts';

/** A ballot that says that it was cast and how often it was changed, and nothing of what is on it. */
function veiledBallot({ comment: _comment, ...ballot }: Ballot): Ballot {
  return { ...ballot, marks: {}, earlier: ballot.earlier.map(veiledCast) };
}

const veiledCast = ({ comment: _comment, ...cast }: Cast): Cast => ({ ...cast, marks: {} });

/**
 * A tour without whatever says who stands where: marks and comments, scores for routine work, points, places of a final
 * result and those that a ceremony has revealed. Two tours that
 * differ in nothing else are the same through the veil (a law): what a page is made of in stealth cannot tell.
 */
export function veiled(tour: Tour): Tour {
  return {
    ...tour,
    ballots: Object.fromEntries(
      Object.entries(tour.ballots).map(([itemId, ballots]) => [
        itemId,
        Object.fromEntries(Object.entries(ballots).map(([judgeId, one]) => [judgeId, veiledBallot(one)])),
      ]),
    ),
    routine: {},
    adjustments: {},
    // What is proposed says points, marks and scores.
    proposals: {},
    final: tour.final && { ...tour.final, rows: [] },
    ceremony: tour.ceremony && {
      ...tour.ceremony,
      picture: { ...tour.ceremony.picture, revealed: [] },
    },
    told: tour.told && { ...tour.told, revealed: [] },
  };
}
