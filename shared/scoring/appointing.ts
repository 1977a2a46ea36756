import type { Context } from '../tour/actor.ts';
import {
  type AppointJudges,
  decideAppointJudges,
  evolveJudges,
  type JudgeEvent,
} from '../tour/judging/judges.ts';
import { type Decision, refuse } from '../tour/outcome.ts';
import type { Tour } from '../tour/state.ts';
import { lostScores } from './lost-scores.ts';

/** Items that a refusal names; of more it says how many there are. */
const MOST_NAMED = 8;

/**
 * Decides {@link AppointJudges}. Who joins late makes the panel larger, and an item that had just its quorum loses its
 * score: that is refused once, with the items, and done where the command says that it is meant.
 */
export function decideAppointing(tour: Tour, command: AppointJudges, context: Context): Decision<JudgeEvent> {
  const decision = decideAppointJudges(tour, command, context);
  if (!decision.ok || command.acceptsLostScores === true) return decision;
  const then = decision.events.reduce((one, event) => evolveJudges(one, event, context.nowUnixMs), tour);
  const lost = lostScores(tour, then);
  if (lost.length === 0) return decision;
  const named = lost.slice(0, MOST_NAMED).join(', ');
  return refuse('judges.scores-lost', {
    count: lost.length,
    items: lost.length > MOST_NAMED ? `${named}…` : named,
  });
}
