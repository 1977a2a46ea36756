import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import { decideTellCeremony } from '../../shared/tour/ceremony/told.ts';
import { holds, type Said } from '../../shared/tour/conduct/said.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { StoreUnavailable } from '../store/port.ts';
import type { Answer } from './log/group.ts';

/** Who carries plans out: the organiser's own wish, by nobody's hand. */
const PLANNER: Actor = { role: 'organiser', id: 'plan' };
/** How late a plan may be carried out. */
const LOOK_MS = 250;

/** The tour whose plans are kept, and how it is given a command. */
interface Planned {
  readonly tour: () => Tour;
  /** While it is not known what time it is, plans wait. */
  readonly isHeld: () => boolean;
  readonly submit: (actor: Actor, commandId: string, command: Command) => Promise<Answer>;
  readonly nowUnixMs: () => number;
}

/** Carries out what is planned and due, tells the public what the hall has seen, and ends what was said until now. Several processes that do it at once have one effect. */
async function carryOut(planned: Planned): Promise<void> {
  if (planned.isHeld()) return;
  const { visibilityPlan: plan } = planned.tour();
  if (plan !== null && planned.nowUnixMs() >= plan.atUnixMs)
    await give(planned, { type: 'carryOutVisibilityPlan', atUnixMs: plan.atUnixMs });
  if (isSomethingToTell(planned)) await give(planned, { type: 'tellCeremony' });
  for (const command of overBy(planned)) await give(planned, command);
}

/** What was said until a time that has come is taken away: a page that nothing renews would show it for ever. */
function overBy({ tour, nowUnixMs }: Planned): readonly Command[] {
  const { notices, announcements } = tour();
  const over = (all: Readonly<Record<string, Said>>) =>
    Object.values(all).filter((one) => !holds(one, nowUnixMs()));
  return [
    ...over(notices).map(({ id }) => ({ type: 'withdrawNotice', noticeId: id }) as const),
    ...over(announcements).map(({ id }) => ({ type: 'withdrawAnnouncement', announcementId: id }) as const),
  ];
}

/** Whether the hall has seen something for so long that the public is to be told. */
function isSomethingToTell({ tour, nowUnixMs }: Planned): boolean {
  const context = { actor: PLANNER, nowUnixMs: nowUnixMs() };
  const decision = decideTellCeremony(tour(), { type: 'tellCeremony' }, context);
  return decision.ok && decision.events.length > 0;
}

/** Not kept by a retry key: the same time may be planned anew after it was given up. */
const give = ({ submit }: Planned, command: Command): Promise<Answer> =>
  submit(PLANNER, `plan-${Math.random().toString(36).slice(2, 14)}`, command);

/**
 * Keeps a tour's plans from now on; answers once what was due already is carried out, so that nobody is
 * shown what was to be hidden by then. The returned function ends it.
 */
export async function keepPlans(planned: Planned): Promise<() => void> {
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      await carryOut(planned);
    } catch (error) {
      // Away just now: the next look tries again.
      if (!(error instanceof StoreUnavailable)) throw error;
    } finally {
      busy = false;
    }
  };
  await look();
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
