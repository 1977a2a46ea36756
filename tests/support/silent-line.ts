import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on which sockets can die in silence, as they do where a computer slept or a router forgot them. */
export interface SilentLine {
  readonly base: string;
  /** From now on nothing comes through on sockets that are open, and neither end hears of it; answers how many those are. */
  mute(): number;
  close(): void;
}

interface Pair {
  readonly ends: readonly [Socket, Socket];
  isSocket: boolean;
  isMute: boolean;
}

/** Opens a way to a server of this machine. */
export async function openSilentLine(base: string): Promise<SilentLine> {
  const { port, hostname } = new URL(base);
  const pairs = new Set<Pair>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pair: Pair = { ends: [near, far], isSocket: false, isMute: false };
    pairs.add(pair);
    near.on('data', (data) => {
      if (/^upgrade: websocket/im.test(data.toString('latin1'))) pair.isSocket = true;
      if (!pair.isMute) far.write(data);
    });
    far.on('data', (data) => {
      if (!pair.isMute) near.write(data);
    });
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => undefined);
      end.on('close', () => {
        if (!pair.isMute) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to listen on');
  return {
    base: `http://127.0.0.1:${address.port}`,
    mute() {
      const sockets = [...pairs].filter(({ isSocket }) => isSocket);
      for (const pair of sockets) pair.isMute = true;
      return sockets.length;
    },
    close() {
      for (const { ends } of pairs) for (const end of ends) end.destroy();
      server.close();
    },
  };
}
