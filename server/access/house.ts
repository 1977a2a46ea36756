import type { Role } from '../../shared/tour/actor.ts';

/**
 * Where invites and sessions of hosts are kept: they belong to the server and to none of its tours. No tour can be called
 * so, for names of tours hold no underscore; there is no log of that name.
 */
export const HOUSE = '_house';

/** Whether a role may enter there: hosts the house and nothing else, everybody else tours and never the house. */
export const mayEnter = (where: string, role: Role): boolean => (role === 'host') === (where === HOUSE);
