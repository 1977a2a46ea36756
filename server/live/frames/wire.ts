import { MESSAGES } from '../../../shared/protocol.ts';

/** What is sent to followers, as JSON. */
export interface Message {
  readonly kind: 'frame' | 'snapshot';
  readonly json: string;
}

/**
 * A message as the bytes of one WebSocket text frame that holds one Socket.IO event of the main
 * namespace: `42["f",{…}]`. Built once for everybody: the server's frames are not masked, so the same
 * buffer serves every connection.
 */
export function encodeMessage(message: Message): Buffer {
  return textFrame(`42["${MESSAGES[message.kind]}",${message.json}]`);
}

/** A final, unmasked text frame (RFC 6455, 5.2). */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headerBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + length);
  frame[0] = 0x81;
  if (headerBytes === 2) frame[1] = length;
  else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerBytes, 'utf8');
  return frame;
}
