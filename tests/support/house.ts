import { HOUSE } from '../../server/access/house.ts';
import { createInvite } from '../../server/access/invites.ts';
import type { TestApp } from './app.ts';

/** A host's session on a server under test, and how he asks. */
export interface TestHost {
  readonly token: string;
  /** Asks an address below `/api/house`; the status and the parsed body, undefined where there is none. */
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
}

/** The code of a new host's link, as `npm run invite -- host` prints it. */
export async function hostCode(server: Pick<TestApp, 'store'>, id = 'host', name?: string): Promise<string> {
  const request = { role: 'host', id, createdBy: 'test', ...(name !== undefined && { name }) } as const;
  return (await createInvite(server.store, HOUSE, { ...request, once: true }, Date.now())).code;
}

/** Somebody who has entered as host, with a link of his own. */
export async function enterAsHost(server: TestApp, id = 'host', name?: string): Promise<TestHost> {
  const payload = { secret: await hostCode(server, id, name) };
  const entered = await server.app.http.inject({ method: 'POST', url: '/api/session', payload });
  const { token } = entered.json<{ token: string }>();
  return {
    token,
    async ask(method, path, body, headers = {}) {
      const answer = await server.app.http.inject({
        ...{ method, url: `/api/house${path}` },
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { payload: body }),
      });
      return {
        status: answer.statusCode,
        body: answer.payload === '' ? {} : answer.json<Record<string, unknown>>(),
      };
    },
  };
}
