import { WebSocketServer } from 'ws';
import { changesByPost, listen } from './changes-by-post.mjs';

// A bare WebSocket server: every change is sent to each client, as the documentation of ws broadcasts.
const http = changesByPost((change) => {
  const text = JSON.stringify(change);
  for (const client of server.clients) if (client.readyState === client.OPEN) client.send(text);
});
const server = new WebSocketServer({ server: http });
listen(http);
