import type { Setup } from '../setup/setup.ts';
import type { Programme } from './programme.ts';
import type { Scene } from './scenes.ts';

/**
 * The programme of a summary meeting, to begin with: what a tour of that set-up would show, in this order. No standings:
 * a ceremony can only begin while the public's do not tell the result, and a wall that says so tells the hall nothing.
 */
export function templateProgramme(setup: Setup): Programme {
  const stories: readonly Scene[] = setup.areas
    .slice(0, 40)
    .map(({ id }, index) => ({ id: `story-${index + 1}`, kind: 'story', areaId: id }));
  return {
    scenes: [
      { id: 'opening', kind: 'title' },
      { id: 'replay', kind: 'replay' },
      ...((setup.figures ?? []).length > 0 ? [{ id: 'figures', kind: 'figures' } as const] : []),
      { id: 'wall', kind: 'wall' },
      ...stories,
      { id: 'reveal', kind: 'reveal' },
      { id: 'podium', kind: 'podium' },
      { id: 'thanks', kind: 'thanks' },
    ],
    ...{ grain: 'part', delaySeconds: 0, outside: 'opened', hall: 'dark', calm: false },
  };
}
