import { parentPort } from 'node:worker_threads';
import type { Card } from '../syndication/card.ts';
import { paint } from './paint.ts';
import { Typeface } from './typeface.ts';

/** What a painter sends in. */
export interface Order {
  readonly id: number;
  readonly card: Card;
  readonly photo?: Uint8Array;
}

/** What comes back: the picture, or why there is none. */
export type Delivery =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly error: string };

/** A thread of its own: reading fonts and setting text would keep viewers waiting. */
const typeface = Typeface.open();
parentPort?.on('message', ({ id, card, photo }: Order) => {
  typeface
    .then((ready) => paint(card, photo, ready))
    .then(
      (png) => parentPort?.postMessage({ id, png } satisfies Delivery),
      (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies Delivery),
    );
});
