import { FAULT_WORDS } from '../../store/chain.ts';
import { LogDamaged, type Store, StoreUnavailable } from '../../store/port.ts';
import { verifyLog } from '../../store/verify-log.ts';

/**
 * The damage as `npm run verify` tells it: up to which event the log is sound, whoever noticed it and where. Reads the
 * whole log.
 */
export async function measured(store: Store, error: LogDamaged): Promise<LogDamaged> {
  const verdict = await verifyLog(store, error.log).catch((failed: unknown) => {
    if (failed instanceof StoreUnavailable) return undefined;
    throw failed;
  });
  if (verdict === undefined || verdict.ok) return error;
  return new LogDamaged(error.log, verdict.sound.seq, FAULT_WORDS[verdict.reason].en);
}

/** Throws {@link LogDamaged} where it is seen at once that a log is not what its head says. */
export async function checkLog(store: Store, log: string): Promise<void> {
  const fault = await store.faultOf(log);
  if (fault !== undefined) throw new LogDamaged(log, 0, fault);
}

/** What this process knows of how sound a tour's log is in the store: until it is mended nothing can be appended. */
export class LogSoundness {
  readonly #log: string;
  readonly #store: Store;
  readonly #warn: (message: string, details: Record<string, unknown>) => void;
  #found: LogDamaged | undefined;
  /** The same, with how far the log is sound. */
  #told: LogDamaged | undefined;

  constructor(log: string, store: Store, warn: (message: string, details: Record<string, unknown>) => void) {
    this.#log = log;
    this.#store = store;
    this.#warn = warn;
  }

  /** What is wrong, as soon as it is known how far the log is sound. */
  get damage(): LogDamaged | undefined {
    return this.#found && this.#told;
  }

  throwIfDamaged(): void {
    if (this.#found !== undefined) throw this.#found;
  }

  /** Says what was found, once, when it is known how far the log is sound. */
  async note(error: LogDamaged): Promise<void> {
    if (this.#found !== undefined) return;
    this.#found = error;
    this.#told = await measured(this.#store, error).catch(() => error);
    this.#warn(this.#told.message, { tour: this.#log });
  }

  /** The log has been read, or looks as it should, again. */
  restored(): void {
    this.#found = undefined;
    this.#told = undefined;
  }

  /** Looks at the log in the store, and notes what is wrong. Throws StoreUnavailable. */
  async isFaultless(): Promise<boolean> {
    try {
      if ((await this.#store.head(this.#log)) === undefined)
        throw new LogDamaged(this.#log, 0, 'its log is gone');
      await checkLog(this.#store, this.#log);
      return true;
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      await this.note(error);
      return false;
    }
  }
}
