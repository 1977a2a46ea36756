import type { Role } from '../../shared/tour/actor.ts';
import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import { finalSteps } from './ceremony-tour.ts';
import { command, enter, post } from './load.ts';

/** Tokens of who makes a ceremony. */
export interface Meeting {
  readonly organiser: string;
  readonly presenter: string;
  readonly screen: string;
}

/** Totals by area, with so many areas: every place is another one. */
export const totalsOf = (areas: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: areas }, (_, at) => [`area-${at + 1}`, `${99 - at}.5`]));

/** A session's token for a role, by an invite of the organiser's. */
export async function invited(base: string, organiser: string, role: Role, id: string): Promise<string> {
  const made = await post(`${base}/api/tours/tour/invites`, { invites: [{ role, id }] }, organiser);
  const [invite] = made.body.invites as readonly { readonly url: string }[];
  if (invite === undefined) throw new Error(`No invite: ${JSON.stringify(made.body)}`);
  return enter(base, new URL(invite.url).hash.slice(1));
}

/** Makes a tour's result final on an empty server, by HTTP, with so many areas, and invites presenter and screen. */
export async function prepareMeeting(
  base: string,
  code: string,
  areas: number,
  programme: Partial<Programme> = {},
): Promise<Meeting> {
  const organiser = await enter(base, code);
  const prizes = [
    { id: 'first', name: { zh: '一等奖' }, places: 1 },
    { id: 'merit', name: { zh: '优秀奖' }, places: 500 },
  ];
  const judge: { token?: string } = {};
  let serial = 0;
  for (const { actor, command: given } of finalSteps(totalsOf(areas), prizes, programme)) {
    serial += 1;
    const { type, ...body } = given;
    if (actor.role === 'judge') judge.token ??= await invited(base, organiser, 'judge', actor.id);
    const token = actor.role === 'judge' ? (judge.token ?? '') : organiser;
    const reply = await command(base, token, type, `prepare-${serial}`, body);
    if (reply.status !== 200) throw new Error(`${type}: ${JSON.stringify(reply.body)}`);
  }
  return {
    organiser,
    presenter: await invited(base, organiser, 'presenter', 'host'),
    screen: await invited(base, organiser, 'screen', 'hall'),
  };
}
