import type { Programme } from '../../../../shared/tour/ceremony/programme.ts';
import { templateProgramme } from '../../../../shared/tour/ceremony/template.ts';
import type { Setup } from '../../../../shared/tour/setup/setup.ts';

/** Programmes to begin with. */
export const TEMPLATES = ['meeting', 'short'] as const;

/** One of them. */
export type Template = (typeof TEMPLATES)[number];

/** A template for a tour of that set-up; how it is shown stays as it is in `like`. */
export function programmeFrom(template: Template, setup: Setup, like: Programme): Programme {
  const { scenes: _scenes, ...shown } = like;
  if (template === 'meeting') return { ...templateProgramme(setup), ...shown };
  return {
    ...shown,
    scenes: [
      { id: 'opening', kind: 'title' },
      { id: 'reveal', kind: 'reveal' },
      { id: 'podium', kind: 'podium' },
      { id: 'thanks', kind: 'thanks' },
    ],
  };
}
