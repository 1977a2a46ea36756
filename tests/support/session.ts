import type { BrowserContext } from 'playwright-core';
import type { Role } from '../../shared/tour/actor.ts';

/** Gives a browser somebody's session on the tour `tour`; a lasting one survives its restart. */
export async function takeSession(
  context: BrowserContext,
  role: Role,
  token: string,
  base: string,
  lasting = false,
): Promise<void> {
  const expires = lasting ? { expires: Math.floor(Date.now() / 1000) + 3600 } : {};
  await context.addCookies([
    { name: `lalian.tour.${role}`, value: token, url: base, httpOnly: true, ...expires },
  ]);
}
