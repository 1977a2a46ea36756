import { describe, expect, test } from 'vitest';
import { scopeOf, viewOf } from '../../../shared/audience.ts';
import { evolve } from '../../../shared/tour/fold.ts';
import { happened, NOW_UNIX_MS, onTour, organiser, refused, type Step, when } from './scenario.ts';

const hidden = { mode: 'hidden' } as const;
const atUnixMs = NOW_UNIX_MS + 60_000;
const plan = { type: 'planVisibility', visibility: hidden, atUnixMs } as const;
const carryOut = { type: 'carryOutVisibilityPlan', atUnixMs } as const;
const drop = { type: 'dropVisibilityPlan' } as const;
const planned: Step = [organiser, plan];
const due = NOW_UNIX_MS + 60_000;

describe('what the public is to see from a time on', () => {
  test('is planned for a time that lies ahead, and changes nothing before', () => {
    const tour = onTour(planned);
    expect(tour.visibilityPlan).toEqual({ visibility: hidden, atUnixMs });
    expect(tour.visibility).toEqual({ mode: 'live' });
    expect(when(onTour(), organiser, { ...plan, atUnixMs: NOW_UNIX_MS })).toEqual(refused('visibility.past'));
  });

  test('is known to the organiser only', () => {
    const tour = onTour(planned);
    for (const audience of ['public', 'judge:j1', 'editor:qinchu', 'screen', 'area:fang'] as const)
      expect(JSON.stringify(viewOf(tour, audience))).not.toContain(String(atUnixMs));
    expect(scopeOf({ type: 'visibility.planned', plan: { visibility: hidden, atUnixMs } })).toBe('organiser');
  });

  test('is carried out when its time has come, once', () => {
    const tour = onTour(planned);
    expect(when(tour, organiser, carryOut, due - 1)).toEqual(refused('visibility.early'));
    const decision = when(tour, organiser, carryOut, due);
    expect(decision).toEqual(
      happened({ type: 'visibility.unplanned' }, { type: 'visibility.set', visibility: hidden }),
    );
    const after = decision.ok ? decision.events.reduce((one, event) => evolve(one, event, due), tour) : tour;
    expect([after.visibility, after.visibilityPlan]).toEqual([hidden, null]);
    expect(when(after, organiser, carryOut, due)).toEqual(happened());
  });

  test('is not carried out once it was replaced or given up', () => {
    const later = onTour(planned, [organiser, { ...plan, atUnixMs: atUnixMs + 1 }]);
    expect(when(later, organiser, carryOut, due)).toEqual(happened());
    const none = onTour(planned, [organiser, drop]);
    expect(none.visibilityPlan).toBeNull();
    expect(when(none, organiser, carryOut, due)).toEqual(happened());
  });
});
