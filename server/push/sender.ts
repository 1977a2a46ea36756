import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import webPush from 'web-push';
import type { PushKeys } from './keys.ts';
import { postOnce } from './post-once.ts';
import type { Outcome, Subscription } from './subscriptions.ts';

const TIMEOUT_MS = 10_000;
/** Who could not be told the last time keeps the others waiting no longer than this, and is not tried twice. */
const DOUBTFUL_TIMEOUT_MS = 3_000;
const AGAIN_AFTER_MS = 2_000;
/** A phone that is off for longer need not be told. */
const KEPT_SECONDS = 3_600;

/** Whether a second try may help; of no status at all as well. */
const mayPass = (status: number | undefined): boolean =>
  status === undefined || status === 429 || status >= 500;

function outcomeOf(status: number | undefined): Outcome {
  if (status !== undefined && status >= 200 && status < 300) return 'told';
  return status === 404 || status === 410 ? 'gone' : 'failed';
}

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
  const once = async () =>
    postOnce(
      webPush.generateRequestDetails({ endpoint: subscription.endpoint, keys: subscription.keys }, message, {
        vapidDetails: { subject, ...keys },
        TTL: KEPT_SECONDS,
        urgency: 'high',
        topic: createHash('sha256').update(topic).digest('base64url').slice(0, 32),
      }),
      isDoubtful ? DOUBTFUL_TIMEOUT_MS : TIMEOUT_MS,
    );
  try {
    const first = await once();
    if (isDoubtful || !mayPass(first)) return outcomeOf(first);
    await wait(AGAIN_AFTER_MS);
    return outcomeOf(await once());
  } catch {
    // Keys that nothing can be encrypted for.
    return 'failed';
  }
}
