import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../shared/refusals.ts';
import { realNamed } from '../../dress/copies.ts';
import { PLACED_PAGES, type RolePage } from '../../render/pages.ts';
import { StoreUnavailable } from '../../store/port.ts';
import type { Context } from '../context.ts';
import { pageOfTour, READY_BYTES } from '../doors.ts';
import { ASKED_AGAIN, NEVER_KEPT } from '../wire/cache-rules.ts';
import { languageAsked } from './feeds.ts';

export const HTML = 'text/html; charset=utf-8';
/** A page that holds a session shares its window with no page that opened it. */
export const OWN_WINDOW = ['cross-origin-opener-policy', 'same-origin'] as const;

/** Whether a screen's page is asked for to lie over a picture, as a video mixer asks. */
const isOverlay = (page: RolePage, request: FastifyRequest): boolean =>
  page === 'screen' && (request.query as { overlay?: unknown }).overlay !== undefined;

/** The document of a role's page as it was asked for. */
export const rolePage = (
  { pages }: Pick<Context, 'pages'>,
  page: RolePage,
  request: FastifyRequest,
): string => pages.rolePage(page, languageAsked(request), isOverlay(page, request));

/** The pages of some roles: documents that are the same for everybody; who somebody is, their scripts ask. */
export function rolePages(app: FastifyInstance, context: Context, pages: readonly RolePage[]): void {
  for (const page of pages) {
    const paths = [`/${page}/:tour`, ...(PLACED_PAGES.includes(page) ? [`/${page}/:tour/*`] : [])];
    for (const path of paths)
      app.get<{ Params: { tour: string } }>(
        path,
        { schema: { hide: true }, config: pageOfTour(context) },
        async (request, reply) => {
          const { tour } = request.params;
          const language = languageAsked(request);
          // While the store is away the page opens as it does without signal.
          const isThere = await context.tours.find(tour).catch((error: unknown) => {
            if (error instanceof StoreUnavailable) return true;
            throw error;
          });
          if (isThere === undefined) {
            // A wall or a remote that starts again where it was, at a rehearsal that was wiped.
            const real = await realNamed(context.store, tour);
            if (real === undefined) return sendNoTour(context, reply, language);
            const [, query] = request.url.split('?', 2);
            return reply
              .header('cache-control', NEVER_KEPT)
              .redirect(`/${page}/${real}${query === undefined ? '' : `?${query}`}`);
          }
          return reply
            .header('cache-control', ASKED_AGAIN)
            .header(...OWN_WINDOW)
            .type(HTML)
            .send(rolePage(context, page, request));
        },
      );
  }
}

/** The pages of a screen, also of one that knows no tour yet: it shows the code by which it is let in. */
export function screenPages(app: FastifyInstance, context: Context): void {
  rolePages(app, context, ['screen']);
  // Short enough to be typed on a wall's computer.
  app.get('/screen', { schema: { hide: true }, config: READY_BYTES }, async (request, reply) =>
    reply
      .header('cache-control', ASKED_AGAIN)
      .header(...OWN_WINDOW)
      .type(HTML)
      .send(rolePage(context, 'screen', request)),
  );
}

/** Says that there is no such tour. */
export function sendNoTour(context: Context, reply: FastifyReply, language: Language): FastifyReply {
  const [title, text] =
    language === 'zh'
      ? ['这里还没有拉练', '请检查链接是否完整；如果您是组织方，请用服务器启动时打印的链接进入并完成设置。']
      : [
          'There is no tour here',
          'Check that the link is complete. If you are the organiser, enter with the link that the server printed when it started.',
        ];
  return reply
    .code(404)
    .header('cache-control', NEVER_KEPT)
    .type(HTML)
    .send(context.pages.notice(language, title, text));
}
