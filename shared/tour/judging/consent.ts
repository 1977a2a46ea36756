import { type Static, Type } from 'typebox';
import { ClientId, type EventOf, exactly, Id, plainText } from '../../schema.ts';
import type { Actor } from '../actor.ts';
import type { Tour } from '../state.ts';
import { AdjustArea, RevokeAdjustment } from './adjustments.ts';
import { EnterPaperBallot } from './ballots.ts';
import { FinaliseResult, ReopenResult } from './final.ts';
import { ReopenItem } from './locks.ts';
import { ScoreRoutine } from './routine.ts';
import { SetScoringRule } from './rules.ts';
import { ruleBefore, sameRule } from './scoring-rule.ts';

/*
 * Two pairs of eyes: once there are ballots, what changes a result is proposed by one organiser and agreed to by another
 * one, where the tour asks for that. Persons count, not devices.
 */

/** Whether what changes a result waits for a second organiser. */
export const CONSENTS = ['none', 'second-organiser'] as const;
export type Consent = (typeof CONSENTS)[number];

const reason = plainText(400, 1);

/** Says whether a second organiser is asked. With ballots there, doing without needs that one's consent, and a reason. */
export const SetConsent = exactly({
  type: Type.Literal('setConsent'),
  consent: Type.Enum([...CONSENTS]),
  reason: Type.Optional(reason),
});
export type SetConsent = Static<typeof SetConsent>;

/** What may be proposed: every command that changes a result once there are ballots. */
const Change = Type.Union([
  SetScoringRule,
  ScoreRoutine,
  AdjustArea,
  RevokeAdjustment,
  ReopenItem,
  EnterPaperBallot,
  FinaliseResult,
  ReopenResult,
  SetConsent,
]);
export type Change = Static<typeof Change>;

/** Puts a change before the other organisers, exactly as it is to be made; its own reason says why. */
export const ProposeChange = exactly({
  type: Type.Literal('proposeChange'),
  proposalId: ClientId,
  change: Change,
});
export type ProposeChange = Static<typeof ProposeChange>;

/** Agrees to a change that somebody else proposed: it is made, exactly as proposed. */
export const AgreeChange = exactly({ type: Type.Literal('agreeChange'), proposalId: ClientId });
export type AgreeChange = Static<typeof AgreeChange>;

/** Declines a change that somebody else proposed. */
export const DeclineChange = exactly({ type: Type.Literal('declineChange'), proposalId: ClientId, reason });
export type DeclineChange = Static<typeof DeclineChange>;

/** Takes back what oneself proposed. */
export const WithdrawChange = exactly({ type: Type.Literal('withdrawChange'), proposalId: ClientId });
export type WithdrawChange = Static<typeof WithdrawChange>;

/** An organiser as a person: by the invite's id, and the name that it was made out to. */
const Who = exactly({ id: Id, name: plainText(80, 1) });
export type Who = Static<typeof Who>;

/** What the log keeps of proposals. */
export const CONSENT_EVENTS = {
  'consent.set': exactly({
    type: Type.Literal('consent.set'),
    consent: Type.Enum([...CONSENTS]),
    reason: Type.Optional(reason),
  }),
  'change.proposed': exactly({
    type: Type.Literal('change.proposed'),
    proposalId: ClientId,
    change: Change,
    who: Who,
  }),
  'change.agreed': exactly({ type: Type.Literal('change.agreed'), proposalId: ClientId, who: Who }),
  'change.declined': exactly({
    type: Type.Literal('change.declined'),
    proposalId: ClientId,
    who: Who,
    reason,
  }),
  'change.withdrawn': exactly({ type: Type.Literal('change.withdrawn'), proposalId: ClientId }),
} as const;
export type ConsentEvent = EventOf<typeof CONSENT_EVENTS>;

/** A change that was proposed, and how that ended. */
export interface Proposal {
  readonly id: string;
  readonly change: Change;
  readonly who: Who;
  readonly at: number;
  readonly ended?: {
    readonly how: 'agreed' | 'declined' | 'withdrawn';
    readonly at: number;
    readonly who: Who;
    readonly reason?: string;
  };
}

/** Folds what became of consent. */
export function evolveConsent(tour: Tour, event: ConsentEvent, at: number): Tour {
  if (event.type === 'consent.set') return { ...tour, consent: event.consent };
  const put = (one: Proposal): Tour => ({ ...tour, proposals: { ...tour.proposals, [one.id]: one } });
  if (event.type === 'change.proposed')
    return put({ id: event.proposalId, change: event.change, who: event.who, at });
  const known = tour.proposals[event.proposalId];
  if (known === undefined) return tour;
  switch (event.type) {
    case 'change.agreed':
      return put({ ...known, ended: { how: 'agreed', at, who: event.who } });
    case 'change.declined':
      return put({ ...known, ended: { how: 'declined', at, who: event.who, reason: event.reason } });
    case 'change.withdrawn':
      return put({ ...known, ended: { how: 'withdrawn', at, who: known.who } });
  }
}

/** Whether anybody has scored anything. */
export const hasBallots = ({ ballots }: Pick<Tour, 'ballots'>): boolean =>
  Object.values(ballots).some((ofItem) => Object.keys(ofItem).length > 0);

/** Whether it changes a score for routine work that stands already: what is entered for the first time corrects nothing. */
const correctsRoutine = (tour: Pick<Tour, 'routine'>, { scores }: ScoreRoutine): boolean =>
  scores.some(({ areaId, score }) => {
    const now = tour.routine[areaId]?.at(-1)?.value ?? null;
    return now !== null && now !== score;
  });

/** Any command, as far as it matters here. */
type Given = { readonly type: string };

/** Whether a command is one that changes a result: with ballots there it says why, and may wait for consent. */
export function changesResult<C extends Given>(tour: Tour, command: C): command is C & Change {
  // Whatever else comes falls through.
  const change = command as Given as Change;
  switch (change.type) {
    case 'adjustArea':
    case 'revokeAdjustment':
    case 'reopenItem':
    case 'enterPaperBallot':
    case 'finaliseResult':
    case 'reopenResult':
      return true;
    case 'setScoringRule':
      return !sameRule(ruleBefore(tour, Number.POSITIVE_INFINITY), change.rule);
    case 'scoreRoutine':
      return correctsRoutine(tour, change);
    case 'setConsent':
      return tour.consent !== 'none' && change.consent === 'none';
    default:
      return false;
  }
}

/** Whether a command has to be proposed instead of given. */
export const waitsForConsent = <C extends Given>(tour: Tour, command: C): command is C & Change =>
  tour.consent === 'second-organiser' && changesResult(tour, command) && hasBallots(tour);

/** Proposals that nobody has answered yet, the oldest first. */
export const openProposals = ({ proposals }: Pick<Tour, 'proposals'>): readonly Proposal[] =>
  Object.values(proposals)
    .filter(({ ended }) => ended === undefined)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Whether two are one person: with the same invite, whichever devices, or with two that are made out to one name. */
export const isSamePerson = (one: Who, other: Pick<Actor, 'id' | 'name'>): boolean =>
  one.id === other.id || (other.name !== undefined && plain(one.name) === plain(other.name));
