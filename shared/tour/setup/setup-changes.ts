import { sameJson } from '../../canonical.ts';
import type { Context } from '../actor.ts';
import { type Decision, happens, refuse } from '../outcome.ts';
import type { Tour } from '../state.ts';
import { formerAreasAfter, formerContestsAfter } from './contest.ts';
import { itemWithRubric } from './items.ts';
import {
  checkSetup,
  type ReviseStop,
  type SetUpTour,
  type Setup,
  type SetupEvent,
  type Stop,
} from './setup.ts';
import { isNowhere, roadsAstray, wrongDaysOrLines } from './setup-days.ts';

/** Decides {@link SetUpTour}: refuses an edit of an older version, and one that takes away what ballots or posts rest on. */
export function decideSetUpTour(tour: Tour, command: SetUpTour, _context: Context): Decision<SetupEvent> {
  if (command.basedOnVersion !== tour.setupVersion) {
    return refuse('setup.stale', { version: tour.setupVersion, basedOn: command.basedOnVersion });
  }
  const wrong = checkSetup(command.setup) ?? wrongDaysOrLines(command.setup);
  if (wrong) return wrong;
  for (const [itemId, ballots] of Object.entries(tour.ballots)) {
    if (Object.keys(ballots).length === 0) continue;
    const before = itemWithRubric(tour.setup, itemId);
    const after = itemWithRubric(command.setup, itemId);
    if (after === undefined) return refuse('setup.stop-has-ballots', { stop: itemId });
    if (!sameJson(before?.rubric, after.rubric)) return refuse('setup.rubric-has-ballots', { stop: itemId });
  }
  for (const outlet of tour.setup?.outlets ?? []) {
    const stays = command.setup.outlets.some((one) => one.id === outlet.id);
    if (!stays && tour.outletsWithPosts.includes(outlet.id))
      return refuse('setup.outlet-has-posts', { outlet: outlet.id });
  }
  return happens({ type: 'tour.setUp', setup: command.setup });
}

/** Decides {@link ReviseStop}; nothing happens where nothing would change. No day's last stop is taken away from its road. */
export function decideReviseStop(tour: Tour, command: ReviseStop, _context: Context): Decision<SetupEvent> {
  const stop = tour.setup?.stops.find((one) => one.id === command.stopId);
  if (tour.setup === null || stop === undefined) return refuse('stop.unknown', { stop: command.stopId });
  const { type: _type, stopId: _stopId, ...changes } = command;
  const revised: Stop = { ...stop, ...changes };
  if (!tour.setup.days.some((day) => day.number === revised.day)) {
    return refuse('setup.unknown-reference', { stop: stop.id, id: `day ${revised.day}` });
  }
  if (sameJson(revised, stop)) return happens();
  if (isNowhere(revised.position) && !isNowhere(stop.position))
    return refuse('setup.nowhere', { id: stop.id });
  const stops = tour.setup.stops.map((one) => (one.id === stop.id ? revised : one));
  const { days } = tour.setup;
  // What an older log holds is no reason to refuse what does not make it worse.
  const before = roadsAstray(tour.setup);
  const astray = roadsAstray({ days, stops }).find(({ day }) => !before.some((one) => one.day === day));
  if (astray !== undefined) return refuse('setup.road-astray', { day: astray.day, km: astray.km });
  return happens({ type: 'stop.revised', stop: revised });
}

/** Folds a set-up event at an instant (ms); what results rested on before stays, for those of earlier instants. */
export function evolveSetup(tour: Tour, event: SetupEvent, at: number): Tour {
  const setup = setupAfter(tour.setup, event);
  if (setup === null) return tour;
  return {
    ...tour,
    setup,
    setupVersion: tour.setupVersion + 1,
    formerContests: formerContestsAfter(tour, setup, at),
    formerAreas: formerAreasAfter(tour, setup),
  };
}

function setupAfter(setup: Setup | null, event: SetupEvent): Setup | null {
  switch (event.type) {
    case 'tour.setUp':
      return event.setup;
    case 'stop.revised':
      return (
        setup && {
          ...setup,
          stops: setup.stops.map((stop) => (stop.id === event.stop.id ? event.stop : stop)),
        }
      );
  }
}
