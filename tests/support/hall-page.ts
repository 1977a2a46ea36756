import type { TestApp } from './app.ts';
import type { PageHost, WatchedPage } from './browser.ts';
import { openPage } from './browser.ts';

/** Sizes of walls, projectors and totems. */
export const HALL_SIZES = {
  hall: { width: 1920, height: 1080 },
  led: { width: 2304, height: 768 },
  row: { width: 2304, height: 384 },
  projector: { width: 1024, height: 768 },
  totem: { width: 1080, height: 1920 },
} as const;

/** Opens the page of a screen that has its session; `query` begins with `?`. */
export async function openHallScreen(
  browser: PageHost,
  base: string,
  token: string,
  { query = '', size = HALL_SIZES.hall as { width: number; height: number }, still = false } = {},
): Promise<WatchedPage> {
  const opened = await openPage(browser, {
    viewport: size,
    ...(still && { reducedMotion: 'reduce' as const }),
  });
  await opened.context.addCookies([{ name: 'lalian.tour.screen', value: token, url: base }]);
  await opened.page.goto(`${base}/screen/tour${query}`);
  return opened;
}

/** Goes to a scene, or a step on, as the organiser sees the hall; the step that the hall is at then. */
export function hallSteps(server: TestApp, organiser: string, from = 1) {
  let step = from;
  return async (go: 'next' | 'back' | { readonly sceneId: string }): Promise<number> => {
    const { status, body } = await server.command(organiser, 'stepCeremony', { seenStep: step, go });
    if (status !== 200) throw new Error(`stepCeremony was refused: ${JSON.stringify(body)}`);
    step += 1;
    return step;
  };
}
