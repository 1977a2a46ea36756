import type { Role } from '../../../shared/tour/actor.ts';
import { valueAt } from '../../../shared/tour/keyed.ts';
import { startApp, type TestApp } from '../app.ts';
import type { EnginePage } from './engine.ts';

/** A server with the sample tour on its first day, for the rounds of an engine. */
export interface World {
  readonly server: TestApp;
  readonly base: string;
  /** Gives a page the session of somebody; the token. */
  enterAs(page: EnginePage, role: Role, id: string): Promise<string>;
  /** Publishes a post as an editor does. */
  publish(id: string, title: string): Promise<void>;
  /** Has a judge's ballot for the first stop come from elsewhere. */
  castBallot(judgeId: string): Promise<void>;
  /** What the server has of judge j1's ballot for an item. */
  ballot(
    itemId: string,
  ): Promise<{ readonly version: number; readonly marks: Readonly<Record<string, string>> } | undefined>;
  /** How many pictures the post of a title has; undefined where there is no such post. */
  picturesOf(title: string): Promise<number | undefined>;
  /** What pages told the server of their own failures. */
  failures(): Promise<readonly string[]>;
}

/** Starts it. */
export async function startWorld(): Promise<World> {
  const server = await startApp();
  const base = await server.listen();
  const editor = await server.token('editor', 'qinchu', { name: '王记者' });
  await server.command(await server.token('organiser', 'org2'), 'beginDay', { day: 1 });
  const tour = async () => {
    const found = await server.app.tours.find('tour');
    if (found === undefined) throw new Error('there is no tour');
    return found.fold.tour;
  };
  return {
    server,
    base,
    async enterAs(page, role, id) {
      const token = await server.token(role, id);
      await page.enter({ name: `lalian.tour.${role}`, value: token, url: base });
      return token;
    },
    async publish(id, title) {
      const post = { postId: id, title, text: '志愿者在实践所门口迎接。', pictures: [], stopId: 's1' };
      await server.command(editor, 'publishPost', post);
    },
    async castBallot(judgeId) {
      const marks = { work: '9.5', show: '9' };
      await server.command(await server.token('judge', judgeId), 'castBallot', { itemId: 's1', marks });
    },
    ballot: async (itemId) => (await tour()).ballots[itemId]?.j1,
    async picturesOf(title) {
      const { feed, posts } = await tour();
      const found = feed.map((id) => valueAt(posts, id)).find((post) => post?.title === title);
      return found?.pictures.length;
    },
    async failures() {
      const { text } = await server.get('/metrics');
      return text.split('\n').filter((line) => line.startsWith('lalian_page_failures_total{'));
    },
  };
}
