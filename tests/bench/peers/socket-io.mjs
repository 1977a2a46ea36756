import { Server } from 'socket.io';
import { changesByPost, listen } from './changes-by-post.mjs';

// A plain Socket.IO server, websocket only and otherwise as it comes: every change is emitted to everyone.
const http = changesByPost((change) => io.emit('change', change));
const io = new Server(http, { transports: ['websocket'] });
listen(http);
