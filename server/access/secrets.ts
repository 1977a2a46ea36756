import { createHash, randomBytes } from 'node:crypto';

/** A new secret: 256 random bits, as 43 characters that need no escaping in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. The secret is random, so a plain SHA-256 gives nothing away. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether a text can be a secret at all: rubbish need not reach the store. */
export const isSecret = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
