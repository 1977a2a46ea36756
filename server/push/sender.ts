import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import webPush, { WebPushError } from 'web-push';
import type { PushKeys } from './keys.ts';
import type { Subscription } from './subscriptions.ts';

/** What became of a message. `gone`: nobody listens there any more. */
export type Outcome = 'told' | 'gone' | 'failed';

const TIMEOUT_MS = 10_000;
/** Who could not be told the last time keeps the others waiting no longer than this, and is not tried twice. */
const DOUBTFUL_TIMEOUT_MS = 3_000;
const AGAIN_AFTER_MS = 2_000;
/** A phone that is off for longer need not be told. */
const KEPT_SECONDS = 3_600;

/** Whether a second try may help. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof WebPushError) || error.statusCode === 429 || error.statusCode >= 500;

/**
 * Sends a message to a browser by its push service, encrypted for it alone (RFC 8291). Tries once more
 * where the service is busy or away. Never rejects. `topic`: a later message takes the place of one that waits.
 */
export async function send(
  subscription: Subscription,
  message: string,
  { keys, subject, topic }: { readonly keys: PushKeys; readonly subject: string; readonly topic: string },
): Promise<Outcome> {
  const isDoubtful = subscription.failing !== undefined;
  const once = () =>
    webPush.sendNotification({ endpoint: subscription.endpoint, keys: subscription.keys }, message, {
      vapidDetails: { subject, ...keys },
      TTL: KEPT_SECONDS,
      urgency: 'high',
      topic: createHash('sha256').update(topic).digest('base64url').slice(0, 32),
      timeout: isDoubtful ? DOUBTFUL_TIMEOUT_MS : TIMEOUT_MS,
    });
  try {
    await once().catch(async (error: unknown) => {
      if (isDoubtful || !mayPass(error)) throw error;
      await wait(AGAIN_AFTER_MS);
      return once();
    });
    return 'told';
  } catch (error) {
    return error instanceof WebPushError && [404, 410].includes(error.statusCode) ? 'gone' : 'failed';
  }
}
