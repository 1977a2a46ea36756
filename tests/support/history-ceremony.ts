import type { Command } from '../../shared/commands.ts';
import { missingForFinal } from '../../shared/scoring/final/finalising.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { templateProgramme } from '../../shared/tour/ceremony/template.ts';
import { itemsOf } from '../../shared/tour/setup/items.ts';
import type { Tour } from '../../shared/tour/state.ts';
import type { Step } from './history.ts';
import { pick, whole } from './seeded.ts';

const organiser: Actor = { role: 'organiser', id: 'org' };
const presenter: Actor = { role: 'presenter', id: 'host' };

/** What brings a tour a step nearer to a final result, or makes it one. */
function towardsFinal(random: () => number, tour: Tour): Step {
  const missing = missingForFinal(tour);
  // What lacks ballots first: it would only be locked and opened again.
  const first = missing.find(({ kind }) => kind === 'parts') ?? missing[0];
  if (first?.kind === 'parts' && tour.setup !== null) {
    const { areaId, parts } = first;
    const part = pick(random, parts);
    if (part === 'routine')
      return {
        actor: organiser,
        command: { type: 'scoreRoutine', reason: '更正', scores: [{ areaId, score: '9' }] },
      };
    const items = [...itemsOf(tour.setup).values()].filter((item) => item.areaId === areaId);
    const item = items.length === 0 ? undefined : pick(random, items);
    const judges = Object.keys(tour.judges);
    if (item !== undefined && judges.length > 0)
      return tour.locks[item.id]?.locked
        ? { actor: organiser, command: { type: 'reopenItem', itemId: item.id, reason: '补录' } }
        : {
            actor: { role: 'judge', id: pick(random, judges) },
            command: { type: 'castBallot', itemId: item.id, marks: { work: '9', show: '8.5' } },
          };
  }
  if (first?.kind === 'open-items')
    return { actor: organiser, command: { type: 'lockItem', itemId: pick(random, first.itemIds) } };
  return { actor: organiser, command: { type: 'finaliseResult', reason: '核对无误' } };
}

/** Something that might be done next for a ceremony, sensible or not. */
export function ceremonyStep(random: () => number, tour: Tour): Step {
  if (tour.setup === null) return { actor: organiser, command: { type: 'tellCeremony' } };
  const { version, ...programme } = tour.programme ?? { version: 0, ...templateProgramme(tour.setup) };
  const { scenes } = programme;
  const seenStep = Math.max(1, (tour.ceremony?.step ?? 1) - (random() < 0.1 ? 1 : 0));
  const by = (actor: Actor, command: Command): Step => ({ actor, command });
  if (scenes.length === 0 || random() < 0.1) return by(organiser, { type: 'tellCeremony' });
  if (tour.final === null && random() < 0.9) return towardsFinal(random, tour);
  const anything: readonly Command[] = [
    ...([1, 2, 3].map(() => ({ type: 'stepCeremony', seenStep, go: 'next' })) as Command[]),
    { type: 'stepCeremony', seenStep, go: 'back' },
    { type: 'stepCeremony', seenStep, go: { sceneId: pick(random, scenes).id } },
    { type: 'veilHall', veil: pick(random, ['black', 'clock', null]) },
    { type: 'tellHall', message: pick(random, ['请就座', null]) },
    { type: 'beginCeremony' },
    { type: 'beginCeremony' },
    { type: 'endCeremony' },
  ];
  const organisers: readonly Command[] = [
    {
      ...{ type: 'setProgramme', basedOnVersion: version },
      programme: {
        ...programme,
        scenes: whole(random, 0, 3) === 0 ? [...scenes].reverse() : [...scenes],
        grain: pick(random, ['prize', 'place', 'part']),
        delaySeconds: pick(random, [0, 0, 20]),
        outside: pick(random, ['step', 'opened']),
      },
    },
    { type: 'setVisibility', visibility: { mode: 'hidden' } },
    { type: 'reopenResult', reason: '核对' },
    { type: 'openResult' },
    { type: 'tellCeremony' },
  ];
  return random() < 0.7 ? by(presenter, pick(random, anything)) : by(organiser, pick(random, organisers));
}
