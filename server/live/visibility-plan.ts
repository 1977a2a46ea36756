import type { Command } from '../../shared/commands.ts';
import type { Actor } from '../../shared/tour/actor.ts';
import type { Tour } from '../../shared/tour/state.ts';
import { StoreUnavailable } from '../store/port.ts';
import type { Answer } from './group.ts';

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

/** Carries out what is planned and due. Several processes that do it at once have one effect. */
async function carryOut({ tour, isHeld, submit, nowUnixMs }: Planned): Promise<void> {
  const plan = tour().visibilityPlan;
  if (plan === null || nowUnixMs() < plan.atUnixMs || isHeld()) return;
  const { atUnixMs } = plan;
  // Not kept by a retry key: the same time may be planned anew after it was given up.
  const commandId = `plan-${atUnixMs}-${Math.random().toString(36).slice(2, 12)}`;
  await submit(PLANNER, commandId, { type: 'carryOutVisibilityPlan', atUnixMs });
}

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
