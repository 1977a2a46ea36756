import type { Server } from 'node:http';
import { ROLES } from '../../../shared/tour/actor.ts';
import { ENDINGS_MS } from '../../access/sessions.ts';
import { addressOf } from '../../bounds/network.ts';
import { type Gateway, openGateway } from '../../live/frames/gateway.ts';
import type { Context } from '../context.ts';
import { languageIn, refuseOn } from '../wire/plain-answers.ts';
import { bearerOf, firstThatOpens, isOwnOrigin, tokensFor, tokensOf } from './who.ts';

/** Opens the way for sockets: who follows is who his session says, as with every request. */
export function followerGateway(server: Server, context: Context): Gateway {
  const { config, sessions, tours, pages } = context;
  const gateway = openGateway(server, {
    findTour: (id) => tours.find(id),
    whoIs: async (tour, role, headers) => {
      const known = ROLES.find((one) => one === role);
      if (known === undefined) return undefined;
      const bearer = bearerOf(headers);
      const tokens =
        bearer === undefined
          ? (await tokensFor(headers.cookie, sessions, tour)).filter(([of]) => of === known)
          : [[known, bearer] as const];
      const found = await firstThatOpens(sessions, tour, tokens);
      if (found.ok) sessions.saw(tour, found.number);
      return found.ok ? found.actor : undefined;
    },
    isOwnOrigin: (headers) => isOwnOrigin(headers.origin, headers.host, config.publicUrl),
    build: pages.build,
    recheckMs: ENDINGS_MS,
    addressOf: ({ socket, headers }) =>
      addressOf(socket.remoteAddress, headers['x-forwarded-for'], config.trustedProxies),
    hasSession: async (headers) => {
      for (const { id } of tours.open)
        for (const token of [bearerOf(headers) ?? '', ...tokensOf(headers.cookie, id).values()])
          if ((await sessions.find(id, token)).ok) return true;
      return false;
    },
    turnAway: (socket, headers, code) => refuseOn(socket, code, languageIn(headers['accept-language'])),
    mostSockets: config.mostSockets,
    peoplePerAddress: config.peoplePerAddress,
  });
  sessions.onEnding(gateway.recheck);
  return gateway;
}
