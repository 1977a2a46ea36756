import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { COMMANDS, type Command, type CommandType } from '../../../shared/commands.ts';
import { UNTIL_HEADER } from '../../../shared/protocol.ts';
import { ClientId } from '../../../shared/schema.ts';
import { type Refusal, refuse } from '../../../shared/tour/outcome.ts';
import { viaOf } from '../../access/device.ts';
import type { TourRoom } from '../../live/tour-room.ts';
import type { Context } from '../context.ts';
import { whoActs } from '../people/who.ts';
import { RefusalAnswer } from '../wire/refusal-answer.ts';
import { sendRefusal } from '../wire/refusals.ts';
import { checkedMedia } from './checked-media.ts';

/** What is answered to a command that took effect, now or before. */
export const CommandAnswer = Type.Object({
  at: Type.Integer({ description: 'Server time of the effect, ms since 1970.' }),
  seq: Type.Integer({ description: "The number that your audience's own sequence reached with it." }),
  repeated: Type.Boolean({
    description: 'True where this was the answer to a retry, or there was nothing to change.',
  }),
});

const KILOBYTE = 1024;
/** A set-up holds outlines and roads; everything else is small. */
const bodyLimitOf = (type: CommandType): number => (type === 'setUpTour' ? 4096 * KILOBYTE : 256 * KILOBYTE);

/** The body of a command's request: its members without the type, which the address names, and the retry key. */
function bodyOf(type: CommandType) {
  const { type: _type, ...members } = COMMANDS[type].schema.properties;
  return Type.Object({ commandId: ClientId, ...members }, { additionalProperties: false });
}

/** One route for each command: `POST /api/tours/:tour/commands/<command>`. */
export function commandRoutes(app: FastifyInstance, context: Context): void {
  unknownCommand(app);
  for (const type of Object.keys(COMMANDS) as CommandType[]) {
    const { roles } = COMMANDS[type];
    app.post<{ Params: { tour: string }; Body: { commandId: string } }>(
      `/api/tours/:tour/commands/${type}`,
      {
        bodyLimit: bodyLimitOf(type),
        // The log knows what was acknowledged before it was archived: that is answered again.
        config: { roles, whileArchived: true },
        schema: {
          summary: type,
          description: `For: ${roles.join(', ')}. Send again with the same commandId until it is answered.`,
          tags: ['commands'],
          body: bodyOf(type),
          response: { 200: CommandAnswer, '4xx': RefusalAnswer, '5xx': RefusalAnswer },
        },
      },
      async (request, reply) => {
        const no = (refusal: Refusal) => {
          context.metrics.refusals.inc({ code: refusal.code });
          return sendRefusal(request, reply, refusal);
        };
        if (context.stopping()) return no(refuse('server.stopping'));
        const { tour } = request.params;
        const room = await context.tours.find(tour);
        if (room === undefined) return no(refuse('tour.unknown', { tour }));
        const who = await whoActs(request, context.sessions, tour, roles, context.config.publicUrl);
        if (!who.ok) return no(who);
        const until = Number(request.headers[UNTIL_HEADER] ?? Number.POSITIVE_INFINITY);
        const nowMs = context.machineUnixMs();
        if (until < nowMs) return no(refuse('command.too-late', { nowMs }));
        const { commandId, ...members } = request.body;
        // The schema of the route is that of the command, so the members are those of its type.
        const checked = await checkedAtEdge({ type, ...members } as Command, room, context);
        if ('ok' in checked) return no(checked);
        if (who.actor.role === 'judge') context.heard(room).note(who.actor.id);
        const answer = await room.submit(who.actor, commandId, checked, viaOf(who));
        if (!answer.ok) return no(answer);
        return {
          at: answer.at,
          seq: answer.seq,
          repeated: answer.repeated,
        };
      },
    );
  }
}

/** Says that there is no such command, where otherwise only the address would be unknown. */
function unknownCommand(app: FastifyInstance): void {
  app.post<{ Params: { command: string } }>(
    '/api/tours/:tour/commands/:command',
    { schema: { hide: true } },
    async (request, reply) =>
      sendRefusal(request, reply, refuse('command.unknown', { command: request.params.command })),
  );
}

/** What the pure core cannot know: the machine's time zones, and which pictures and films are kept. */
export async function checkedAtEdge(
  command: Command,
  room: TourRoom,
  context: Context,
): Promise<Command | Refusal> {
  if (command.type === 'setUpTour' && !isTimeZone(command.setup.timeZone)) {
    return refuse('setup.time-zone', { zone: command.setup.timeZone });
  }
  // Only the server makes a rehearsal, and nobody makes one look real.
  if (command.type === 'setUpTour' && command.setup.rehearsalOf !== room.fold.tour.setup?.rehearsalOf)
    return refuse('rehearsal.mark');
  return checkedMedia(command, room, context);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
