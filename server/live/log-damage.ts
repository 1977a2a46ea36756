import { FAULT_WORDS } from '../store/chain.ts';
import { LogDamaged, type Store, StoreUnavailable } from '../store/port.ts';
import { verifyLog } from '../store/verify-log.ts';

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
