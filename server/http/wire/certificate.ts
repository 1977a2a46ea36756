import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Config } from '../../config.ts';

/** Reads certificate and key, to be given to Fastify; nothing without them. Throws, naming both files, where they do not fit. */
export function readCertificate({ tls }: Pick<Config, 'tls'>): object {
  if (tls === undefined) return {};
  const https = { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) };
  try {
    createSecureContext(https);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`TLS_CERT=${tls.certFile} and TLS_KEY=${tls.keyFile} do not belong together: ${why}`);
  }
  return { https };
}
