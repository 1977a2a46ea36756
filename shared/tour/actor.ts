import type { ClockTrouble } from './clock-trouble.ts';

/** The roles that a session can have. A viewer has no session. */
export const ROLES = ['organiser', 'editor', 'judge', 'tracker', 'area', 'screen'] as const;

/** A role by which somebody takes part in a tour. */
export type Role = (typeof ROLES)[number];

/**
 * Who acts. `id` says which one of the role: the outlet of an editor, the judge, the device of a
 * tracker, the area; for organisers and screens a name of their own.
 */
export interface Actor {
  readonly role: Role;
  readonly id: string;
  /** The person's own name where the invite says it: an editor's byline. */
  readonly name?: string;
}

/** The form in which the log names an actor: `judge:j07`. */
export const actorRef = (actor: Actor): string => `${actor.role}:${actor.id}`;

/** What a decision may look at beside the tour: who asks, and when (server time, ms). */
export interface Context {
  readonly actor: Actor;
  readonly nowUnixMs: number;
  /** What is wrong with the clock; where nothing is, undefined. */
  readonly clockTrouble?: ClockTrouble;
}
