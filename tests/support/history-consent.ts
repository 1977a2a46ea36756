import type { Change } from '../../shared/tour/judging/consent.ts';
import { openProposals } from '../../shared/tour/judging/consent.ts';
import { PLAIN_RULE } from '../../shared/tour/judging/scoring-rule.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Step } from './history.ts';
import { pick } from './seeded.ts';

const FIRST = { role: 'organiser', id: 'org-1', name: '王敏' } as const;
const SECOND = { role: 'organiser', id: 'org-2', name: '李强' } as const;

/** Something that two organisers do about a change of the result: it is asked for, proposed, agreed to, declined, withdrawn. */
export function consentStep(random: () => number, tour: Tour, serial: number): Step {
  const [open] = openProposals(tour);
  const reason = `原因${serial}`;
  if (tour.consent === 'none' || Object.keys(tour.ballots).length === 0)
    return { actor: FIRST, command: { type: 'setConsent', consent: 'second-organiser' } };
  if (open === undefined) {
    const changes: readonly Change[] = [
      { type: 'adjustArea', adjustmentId: `proposed-${serial}`, areaId: 'fang', points: '1', reason },
      { type: 'setConsent', consent: 'none', reason },
      { type: 'setConsent', consent: 'none', reason },
      {
        ...{ type: 'setScoringRule', basedOnVersion: tour.rules.length, reason },
        rule: { ...PLAIN_RULE, average: pick(random, ['trimmed', 'mean', 'median']) },
      },
    ];
    return {
      actor: FIRST,
      command: { type: 'proposeChange', proposalId: `proposal-${serial}`, change: pick(random, changes) },
    };
  }
  const proposalId = open.id;
  return pick<Step>(random, [
    { actor: SECOND, command: { type: 'agreeChange', proposalId } },
    { actor: SECOND, command: { type: 'agreeChange', proposalId } },
    { actor: SECOND, command: { type: 'declineChange', proposalId, reason } },
    { actor: FIRST, command: { type: 'withdrawChange', proposalId } },
  ]);
}
