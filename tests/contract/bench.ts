import type { Store } from '../../server/store/port.ts';

/** What a test of the contract works with. */
export interface Bench {
  /** The store under test, on empty data. */
  readonly store: Store;
  /** Another one on the same data, as another process would open it. */
  another(): Promise<Store>;
  /** Closes all and opens one again on the same data. */
  reopened(): Promise<Store>;
}

/** The log of the tests. */
export const LOG = 'xihu-2026';
