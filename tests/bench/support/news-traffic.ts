import { posts } from '../../../server/demo/posts/posts.ts';
import { PROTOCOL } from '../../../shared/protocol.ts';
import { halfOfTheDemo, publishing } from './demo-tour.ts';
import type { Change } from './fanout-load.ts';
import type { UnderTraffic } from './peak-traffic.ts';
import { startLalian } from './processes.ts';
import { enter, prepare, TOUR } from './tour-writer.ts';

/** What stands on a page once the change of that number is on it. */
export const newsWords = (index: number): string =>
  index % 2 === 1 ? `bench-note-${Math.floor(index / 2)}.` : `bench-news-${Math.floor(index / 2)}.`;

/** Lalian on half of the demo's tour, and an editor's changes: a post, its correction, the next post. */
export async function startNews(changeCount: number): Promise<UnderTraffic> {
  const demo = halfOfTheDemo(Date.now() - 60_000);
  const [post] = posts;
  if (post === undefined) throw new Error('The demo has no posts');
  const { actor, command } = publishing({ ...post, pictures: [] }, 'bench-news-0');
  const invites = [{ role: actor.role, id: actor.id }];
  const prepared = await prepare(demo.writer, { series: demo.series, invites });
  const server = await startLalian(prepared.env);
  const headers = { authorization: `Bearer ${await enter(server.port, prepared.codes[0] ?? '')}` };
  const { type: _type, ...content } = command;
  const changes = Array.from({ length: changeCount }, (_, index): Change => {
    const postId = `bench-news-${Math.floor(index / 2)}`;
    const note = `bench-note-${Math.floor(index / 2)}`;
    const isCorrection = index % 2 === 1;
    const members = isCorrection
      ? { postId, basedOnVersion: 1, note, text: newsWords(index) }
      : { ...content, postId, title: newsWords(index) };
    return {
      path: `/api/tours/${TOUR}/commands/${isCorrection ? 'correctPost' : 'publishPost'}`,
      headers,
      body: JSON.stringify({ commandId: `bench-change-${index}`, ...members }),
      mark: { kind: 'id', id: isCorrection ? note : postId },
    };
  });
  const auth = { tour: TOUR, protocol: PROTOCOL };
  const coming = async () => ({ port: server.port, path: '/socket/?EIO=4&transport=websocket', auth });
  const end = async () => {
    await server.stop();
    await prepared.remove();
  };
  return { server, coming, changes, end };
}
