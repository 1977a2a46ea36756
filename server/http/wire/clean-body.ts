import type { FastifyInstance } from 'fastify';
import { cleanTexts } from '../../../shared/text.ts';

/**
 * Cleans every text of a JSON body before it is checked: line ends of Windows, controls that came with pasting, halves
 * of a character. No mark, post or reason waits because of what nobody sees. Call once, before the routes.
 */
export function cleanBodies(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const { body } = request;
    const isJson = Array.isArray(body) || (body && Object.getPrototypeOf(body) === Object.prototype);
    if (isJson) request.body = cleanTexts(body);
  });
}
