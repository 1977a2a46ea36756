import type { Programme } from '../../shared/tour/ceremony/programme.ts';
import type { Prize } from '../../shared/tour/setup/setup.ts';
import { startApp, type TestApp, type TestAppOptions } from './app.ts';
import { finalSteps } from './ceremony-tour.ts';

/** A server whose tour has a final result and a programme: who leads it, and how. */
export interface Hall {
  readonly server: TestApp;
  readonly base: string;
  readonly organiser: string;
  /** Begins the ceremony. */
  begin(): Promise<void>;
  /** Takes a step from the one that was seen; whether it was taken. */
  step(seenStep: number, go: 'next' | 'back' | { readonly sceneId: string }): Promise<boolean>;
  /** Gives another command as the organiser. */
  give(type: string, body: Record<string, unknown>): Promise<void>;
}

/** What may be said of a hall's tour. */
export interface HallOptions {
  readonly prizes?: readonly Prize[];
  readonly programme?: Partial<Programme>;
  /** What areas are called, by id. */
  readonly names?: Readonly<Record<string, string>>;
  readonly store?: TestAppOptions['store'];
}

/** Starts a server with a tour whose result is final with these totals, by area. */
export async function startHall(
  totals: Readonly<Record<string, string>>,
  { prizes, programme, names = {}, store }: HallOptions = {},
): Promise<Hall> {
  const server = await startApp({ bare: true, ...(store && { store }) });
  const organiser = await server.token('organiser', 'org');
  const judge = await server.token('judge', 'j1');
  const give = async (token: string, type: string, body: Record<string, unknown>): Promise<void> => {
    const { status, body: answer } = await server.command(token, type, body);
    if (status !== 200) throw new Error(`${type} was refused: ${JSON.stringify(answer)}`);
  };
  for (const { actor, command } of finalSteps(totals, prizes, programme)) {
    const { type, ...body } =
      command.type === 'setUpTour'
        ? {
            ...command,
            setup: {
              ...command.setup,
              areas: command.setup.areas.map((area) => {
                const zh = names[area.id];
                return zh === undefined ? area : { ...area, name: { zh }, shortName: { zh } };
              }),
            },
          }
        : command;
    await give(actor.role === 'judge' ? judge : organiser, type, body);
  }
  return {
    ...{ server, base: await server.listen(), organiser },
    begin: () => give(organiser, 'beginCeremony', {}),
    step: async (seenStep, go) =>
      (await server.command(organiser, 'stepCeremony', { seenStep, go })).status === 200,
    give: (type, body) => give(organiser, type, body),
  };
}
