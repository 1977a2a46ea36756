import type { DemoClient } from './client.ts';
import { judges } from './tour/judges.ts';
import { outlets } from './tour/people.ts';

/** Everybody who takes part, each with a session of their own, and the convoy's tracker. */
export interface Cast {
  readonly organiser: string;
  readonly editors: ReadonlyMap<string, string>;
  readonly judges: ReadonlyMap<string, string>;
  /** The tracker's address, its secret in the path. */
  readonly tracker: string;
  /** Links that were not used yet, for whoever tries the demo. */
  readonly spare: SpareLinks;
}

/** Links for visitors, by what they open. */
export interface SpareLinks {
  readonly judge: string;
  readonly editor: string;
  readonly organiser: string;
  readonly presenter: string;
  /** The wall in the hall, and the picture over the broadcast. */
  readonly screen: string;
  readonly overlay: string;
}

/** Hands out invites as an organiser would, and enters with them. */
export async function gatherCast(client: DemoClient, organiser: string): Promise<Cast> {
  const editorLinks = await client.invite(
    organiser,
    outlets.map(({ id }) => ({ role: 'editor', id })),
  );
  const judgeLinks = await client.invite(
    organiser,
    judges.map(({ id, name }) => ({ role: 'judge', id, name: name.zh })),
  );
  const [
    tracker = '',
    judge = '',
    editor = '',
    spareOrganiser = '',
    presenter = '',
    screen = '',
    overlay = '',
  ] = await client.invite(organiser, [
    { role: 'tracker', id: 'coach-1' },
    { role: 'judge', id: judges[0]?.id ?? '' },
    { role: 'editor', id: outlets[0]?.id ?? '' },
    { role: 'organiser', id: 'guest-organiser' },
    { role: 'presenter', id: 'host', name: '主持人' },
    { role: 'screen', id: 'wall', name: '主会场大屏' },
    { role: 'screen', id: 'overlay', name: '转播叠加' },
  ]);
  const enterAll = async (ids: readonly string[], links: readonly string[]) =>
    new Map(
      await Promise.all(ids.map(async (id, index) => [id, await client.enter(links[index] ?? '')] as const)),
    );
  return {
    organiser,
    editors: await enterAll(
      outlets.map(({ id }) => id),
      editorLinks,
    ),
    judges: await enterAll(
      judges.map(({ id }) => id),
      judgeLinks,
    ),
    tracker,
    spare: { judge, editor, organiser: spareOrganiser, presenter, screen, overlay },
  };
}
