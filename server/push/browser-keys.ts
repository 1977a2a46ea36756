import { ECDH } from 'node:crypto';

/** The keys by which a browser alone reads what is pushed to it (RFC 8291), base64url. */
export interface BrowserKeys {
  /** A point on P-256, uncompressed: 65 bytes. */
  readonly p256dh: string;
  /** 16 random bytes. */
  readonly auth: string;
}

const POINT_BYTES = 65;
const UNCOMPRESSED = 4;
const AUTH_BYTES = 16;

/** Whether something can be encrypted for these keys: with others every push would fail. */
export function areBrowserKeys({ p256dh, auth }: BrowserKeys): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  if (point.length !== POINT_BYTES || point[0] !== UNCOMPRESSED) return false;
  if (Buffer.from(auth, 'base64url').length !== AUTH_BYTES) return false;
  try {
    ECDH.convertKey(point, 'prime256v1');
    return true;
  } catch {
    return false;
  }
}
