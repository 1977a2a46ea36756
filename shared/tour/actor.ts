import type { ClockTrouble } from './clock-trouble.ts';

/** The roles in which somebody takes part in a tour. */
export const TOUR_ROLES = ['organiser', 'editor', 'judge', 'tracker', 'area', 'screen', 'presenter'] as const;
export type TourRole = (typeof TOUR_ROLES)[number];

/** The roles that a session can have: those on a tour, and the host of a server, who owns its tours and is in none. A viewer has no session. */
export const ROLES = [...TOUR_ROLES, 'host'] as const;

/** A role by which somebody comes. */
export type Role = (typeof ROLES)[number];

/**
 * Who acts. `id` says which one of the role: the outlet of an editor, the judge, the device of a
 * tracker, the area; for organisers, screens, presenters and hosts a name of their own.
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
  /** Where the log ended when this was decided; absent where it is empty. */
  readonly logEnd?: { readonly seq: number; readonly hash: string };
}
