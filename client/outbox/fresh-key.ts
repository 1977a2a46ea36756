/** A random retry key or id. `crypto.randomUUID` would be missing on plain HTTP. */
export const freshKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
