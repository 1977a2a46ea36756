import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Language } from '../../shared/refusals.ts';
import type { Context } from './context.ts';

/** A ballot with a mark on it, on red; inside the circle that phones may cut out. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 192 192"><rect width="192" height="192" fill="#b8141f"/><rect x="52" y="40" width="88" height="112" rx="8" fill="#fff"/><path d="M70 98l20 20 34-44" fill="none" stroke="#000" stroke-width="13" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
const SIZES = [192, 512] as const;
const FOR_A_DAY = 'public, max-age=86400';

/** The words under the icon on a home screen. */
const NAMES: Readonly<Record<Language, { readonly name: string; readonly short: string }>> = {
  zh: { name: '拉练直播 · 评委打分', short: '评委打分' },
  en: { name: 'Lalian · Scoring', short: 'Scoring' },
};

/** What makes the judge's page an app that opens without signal: service worker, manifest, icons. */
export function judgeFiles(
  app: FastifyInstance,
  context: Context,
  languageAsked: (request: FastifyRequest) => Language,
): void {
  const hidden = { schema: { hide: true } } as const;
  // A stable address: browsers ask for it again and compare its bytes, which name the build.
  app.get('/judge-sw.js', hidden, async (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .type('text/javascript; charset=utf-8')
      .send(context.pages.judgeWorker),
  );
  app.get<{ Params: { tour: string } }>('/judge/:tour/app.webmanifest', hidden, async (request, reply) => {
    const language = languageAsked(request);
    const page = `/judge/${encodeURIComponent(request.params.tour)}`;
    const query = language === 'en' ? '?lang=en' : '';
    const { name, short } = NAMES[language];
    return reply
      .header('cache-control', 'no-cache')
      .type('application/manifest+json; charset=utf-8')
      .send(
        JSON.stringify({
          ...{ id: page, name, short_name: short, lang: language === 'zh' ? 'zh-CN' : 'en' },
          ...{ start_url: page + query, scope: '/judge/', display: 'standalone' },
          ...{ background_color: '#ffffff', theme_color: '#000000' },
          icons: [
            { src: '/judge-icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' },
            ...SIZES.map((size) => ({
              ...{ src: `/judge-icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' },
            })),
          ],
        }),
      );
  });
  app.get('/judge-icon.svg', hidden, async (_request, reply) =>
    reply.header('cache-control', FOR_A_DAY).type('image/svg+xml').send(ICON),
  );
  for (const size of SIZES) {
    let drawn: Promise<Buffer> | undefined;
    app.get(`/judge-icon-${size}.png`, hidden, async (_request, reply) => {
      drawn ??= import('sharp').then(({ default: sharp }) =>
        sharp(Buffer.from(ICON)).resize(size, size).png().toBuffer(),
      );
      return reply
        .header('cache-control', FOR_A_DAY)
        .type('image/png')
        .send(await drawn);
    });
  }
}
