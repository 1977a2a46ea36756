import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Language } from '../../../shared/refusals.ts';
import { OFFLINE_PAGES, type OfflinePage, THEME_COLOURS } from '../../render/pages.ts';
import type { Context } from '../context.ts';
import { READY_BYTES } from '../doors.ts';
import { ASKED_AGAIN, MAY_CHANGE } from '../wire/cache-rules.ts';
import { rolePage } from './role-pages.ts';

/** What stands under and in the icon on a home screen. Drawings keep inside the circle that phones may cut out. */
interface AppLook {
  readonly names: Readonly<Record<Language, { readonly name: string; readonly short: string }>>;
  readonly icon: string;
  readonly background: string;
  /** A wall is nothing but its picture. */
  readonly display: 'standalone' | 'fullscreen';
}
const iconOf = (ground: string, drawing: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192"><rect width="192" height="192" fill="${ground}"/>${drawing}</svg>`;

const LOOKS: Readonly<Record<OfflinePage, AppLook>> = {
  // A ballot with a mark on it, on red.
  judge: {
    names: {
      zh: { name: '拉练直播 · 评委打分', short: '评委打分' },
      en: { name: 'Lalian · Scoring', short: 'Scoring' },
    },
    icon: iconOf(
      '#b8141f',
      '<rect x="52" y="40" width="88" height="112" rx="8" fill="#fff"/><path d="M70 98l20 20 34-44" fill="none" stroke="#000" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/>',
    ),
    ...{ background: '#ffffff', display: 'standalone' },
  },
  // A sheet with lines of text and a pen over it, on blue.
  desk: {
    names: {
      zh: { name: '拉练直播 · 编辑台', short: '编辑台' },
      en: { name: 'Lalian · Media desk', short: 'Desk' },
    },
    icon: iconOf(
      '#0e64ae',
      '<rect x="48" y="44" width="80" height="104" rx="8" fill="#fff"/><path d="M64 72h48M64 92h36M64 112h22" stroke="#0e64ae" stroke-width="8" stroke-linecap="round"/><path d="M102 130l6-22 34-34 16 16-34 34z" fill="#c81e2b" stroke="#fff" stroke-width="5" stroke-linejoin="round"/>',
    ),
    ...{ background: '#faf8f4', display: 'standalone' },
  },
  // A wall on its stand with a range of mountains on it, on the night sky.
  screen: {
    names: {
      zh: { name: '拉练直播 · 会场大屏', short: '会场大屏' },
      en: { name: 'Lalian · Big screen', short: 'Screen' },
    },
    icon: iconOf(
      '#0b1b33',
      '<rect x="36" y="52" width="120" height="76" rx="6" fill="#f4f1ea"/><path d="M42 122l26-34 18 20 24-42 40 56z" fill="#3f79b4"/><circle cx="132" cy="72" r="9" fill="#c81e2b"/><path d="M96 128v18M70 146h52" stroke="#f4f1ea" stroke-width="8" stroke-linecap="round"/>',
    ),
    ...{ background: '#0b1b33', display: 'fullscreen' },
  },
};
const SIZES = [192, 512] as const;

/** What makes a role's page an app that opens without signal: service worker, manifest, icons. */
export function offlineFiles(
  app: FastifyInstance,
  context: Context,
  languageAsked: (request: FastifyRequest) => Language,
): void {
  const hidden = { schema: { hide: true }, config: READY_BYTES };
  app.get('/viewer/shell', hidden, async (request, reply) =>
    reply
      .header('cache-control', ASKED_AGAIN)
      .type('text/html; charset=utf-8')
      .send(context.pages.viewerShell(languageAsked(request))),
  );
  for (const page of OFFLINE_PAGES) {
    const { names, icon, background, display } = LOOKS[page];
    // The document that the worker keeps for every tour (client/live/service-worker.ts): it is of none.
    app.get(`/${page}/shell`, hidden, async (request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(rolePage(context, page, request)),
    );
    // A stable address: browsers ask for it again and compare its bytes, which name the build.
    app.get(`/${page}-sw.js`, hidden, async (_request, reply) =>
      reply
        .header('cache-control', ASKED_AGAIN)
        .type('text/javascript; charset=utf-8')
        .send(context.pages.workers[page]),
    );
    app.get<{ Params: { tour: string } }>(
      `/${page}/:tour/app.webmanifest`,
      hidden,
      async (request, reply) => {
        const language = languageAsked(request);
        const address = `/${page}/${encodeURIComponent(request.params.tour)}`;
        const query = language === 'en' ? '?lang=en' : '';
        const { name, short } = names[language];
        return reply
          .header('cache-control', ASKED_AGAIN)
          .type('application/manifest+json; charset=utf-8')
          .send(
            JSON.stringify({
              ...{ id: address, name, short_name: short, lang: language === 'zh' ? 'zh-CN' : 'en' },
              ...{ start_url: address + query, scope: `/${page}/`, display },
              ...{ background_color: background, theme_color: THEME_COLOURS[page] },
              icons: [
                { src: `/${page}-icon.svg`, sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' },
                ...SIZES.map((size) => ({
                  ...{ src: `/${page}-icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' },
                })),
              ],
            }),
          );
      },
    );
    app.get(`/${page}-icon.svg`, hidden, async (_request, reply) =>
      reply.header('cache-control', MAY_CHANGE).type('image/svg+xml').send(icon),
    );
    for (const size of SIZES) {
      let drawn: Promise<Buffer> | undefined;
      app.get(`/${page}-icon-${size}.png`, hidden, async (_request, reply) => {
        drawn ??= import('sharp').then(({ default: sharp }) =>
          sharp(Buffer.from(icon)).resize(size, size).png().toBuffer(),
        );
        return reply
          .header('cache-control', MAY_CHANGE)
          .type('image/png')
          .send(await drawn);
      });
    }
  }
}
