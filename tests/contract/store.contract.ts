import { afterEach, beforeEach, describe, test } from 'vitest';
import type { Store } from '../../server/store/port.ts';
import type { Bench } from './bench.ts';
import { logContract } from './log.contract.ts';
import { recordsContract } from './records.contract.ts';
import { tailContract } from './tail.contract.ts';

/** Empty data, and as many stores on it as a test wants. */
export interface Place {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** The suite that every adapter of the store port passes. */
export function storeContract(name: string, makePlace: () => Promise<Place>): void {
  describe(`${name} keeps the store's contract`, { timeout: 30_000 }, () => {
    let place: Place;
    let store: Store;
    let opened: Store[] = [];

    beforeEach(async () => {
      place = await makePlace();
      opened = [];
      store = await another();
    });
    afterEach(async () => {
      await Promise.all(opened.map((one) => one.close()));
      await place.remove();
    });

    async function another(): Promise<Store> {
      const one = await place.open();
      opened.push(one);
      return one;
    }

    async function reopened(): Promise<Store> {
      await Promise.all(opened.splice(0).map((one) => one.close()));
      return another();
    }

    const bench: Bench = {
      get store() {
        return store;
      },
      another,
      reopened,
    };
    logContract(bench);
    tailContract(bench);
    recordsContract(bench);

    test('answers a ping', async () => {
      await store.ping();
    });
  });
}
