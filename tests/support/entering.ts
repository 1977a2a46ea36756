import { createInvite, type InviteRequest } from '../../server/access/invites.ts';
import { freshId, type TestApp } from './app.ts';

/** How a device says whose session it has. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** What a browser would send back of what it was told to keep. */
export const cookieOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

/** Entering as people do it: an invite, its exchange, a command. Server and time are those of the call. */
export function entering(server: () => TestApp, now: () => number = Date.now) {
  const inject = (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    headers: Record<string, string>,
    payload?: object,
  ) => server().app.http.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  const enter = (secret: string, more: object = {}, headers: Record<string, string> = {}) =>
    inject('POST', '/api/session', headers, { secret, ...more });
  /** The code of an invite; for a judge unless the request says otherwise. */
  const invite = async (request: Partial<InviteRequest> = {}, tour = 'tour') => {
    const wanted = { role: 'judge', id: 'j1', createdBy: 'test', ...request } as const;
    return (await createInvite(server().store, tour, wanted, now())).code;
  };
  const beginDay = (headers: Record<string, string>) =>
    inject('POST', '/api/tours/tour/commands/beginDay', headers, { commandId: freshId(), day: 1 });
  return { inject, enter, invite, beginDay };
}
