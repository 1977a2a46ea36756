declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';

  /** Decrypts a pushed message (RFC 8188, RFC 8291) with the keys of the browser that it is for. */
  export function decrypt(
    message: Buffer,
    keys: { readonly version: 'aes128gcm'; readonly privateKey: ECDH; readonly authSecret: string },
  ): Buffer;
}
