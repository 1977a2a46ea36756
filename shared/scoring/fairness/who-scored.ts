import type { Scored } from '../scored.ts';

/** Judges whose marks are looked at: the panel in the order of appointment, then who left and has left ballots behind. */
export function whoScored({
  judges,
  panel,
  ballots,
}: Pick<Scored, 'judges' | 'panel' | 'ballots'>): readonly string[] {
  const left = Object.keys(panel).filter((id) => !Object.hasOwn(judges, id));
  const own = Object.values(ballots);
  return [...Object.keys(judges), ...left.filter((id) => own.some((ofItem) => Object.hasOwn(ofItem, id)))];
}
