import { parseArgs } from 'node:util';
import { atUnixMs } from './timeline.ts';

/** How the demo was asked to run. */
export interface DemoOptions {
  /** Instant of the tour from which on it is live. */
  readonly fromUnixMs: number;
  /** Seconds of the tour in a second. */
  readonly speed: number;
  readonly port: number;
  readonly host: string;
}

/** What `npm run demo -- --help` prints. */
export const USAGE = `Usage: npm run demo -- [--from D/HH:MM] [--speed N] [--port N] [--host ADDRESS]
  --from   day of the tour and time in Shiyan from which on it is live (default 2/12:40)
  --speed  how many seconds of the tour pass in a second, 1 to 600 (default 20)
  --port   port to listen on (default: PORT, else 8080)
  --host   address to listen on (default: HOST, else 0.0.0.0)`;

/** The options, or what is wrong with them. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DemoOptions | string {
  let values: { from?: string; speed?: string; port?: string; host?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        speed: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        help: { type: 'boolean' },
      },
    }));
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${USAGE}`;
  }
  if (values.help === true) return USAGE;
  const from = /^([123])\/([01]\d|2[0-3]):([0-5]\d)$/.exec(values.from ?? '2/12:40');
  if (from === null) return `--from takes a day and a time such as 2/12:40.\n${USAGE}`;
  const day = Number(from[1]);
  const speed = Number(values.speed ?? '20');
  if (!(speed >= 1 && speed <= 600)) return `--speed takes a number from 1 to 600.\n${USAGE}`;
  const port = Number(values.port ?? env.PORT ?? '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return `--port takes a whole number from 0 to 65535.\n${USAGE}`;
  return {
    fromUnixMs: atUnixMs(day === 1 ? 1 : day === 2 ? 2 : 3, `${from[2]}:${from[3]}`),
    speed,
    port,
    host: values.host ?? env.HOST ?? '0.0.0.0',
  };
}
