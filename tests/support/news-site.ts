import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else's site. */
export interface NewsSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves one page as another site: another port, and another name than the tour's server has. */
export async function startNewsSite(html: string): Promise<NewsSite> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
