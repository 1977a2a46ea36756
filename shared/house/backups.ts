import { type Static, Type } from 'typebox';
import { exactly } from '../schema.ts';

const At = Type.Integer({ description: 'Milliseconds since 1970, by the machine’s clock.' });

/** How a tour's backups stand, as its organisers see it. */
export const BackupsShown = exactly({
  /** Where they go; `none`: the operator named no place, and none are made. */
  place: Type.Enum(['folder', 'bucket', 'none']),
  /** One is made so often, in hours, and so many are kept. */
  hours: Type.Integer(),
  keep: Type.Integer(),
  isMaking: Type.Boolean(),
  /** The last good one; up to `sureAtUnixMs` nothing has happened that is not in it. */
  last: Type.Optional(
    exactly({ atUnixMs: At, sureAtUnixMs: At, bytes: Type.Integer(), seq: Type.Integer() }),
  ),
  /** The attempt after it, where that failed. */
  failed: Type.Optional(
    exactly({ atUnixMs: At, why: Type.Enum(['full', 'unreachable', 'damaged', 'broken']) }),
  ),
});
export type BackupsShown = Static<typeof BackupsShown>;
