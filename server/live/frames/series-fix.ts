import type { Fix } from '../../../shared/track/fix.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** The position that a line of the series says; undefined where somebody else wrote it, or it was damaged. */
export function readFix(body: string): Fix | undefined {
  try {
    const fix = JSON.parse(body) as Partial<Fix> | null;
    const isWhole =
      typeof fix?.deviceId === 'string' &&
      [fix.fixedAtUnixMs, fix.latitude, fix.longitude].every(isNumber) &&
      Math.abs(fix.latitude ?? 0) <= 90 &&
      Math.abs(fix.longitude ?? 0) <= 180;
    return isWhole ? (fix as Fix) : undefined;
  } catch {
    return undefined;
  }
}
