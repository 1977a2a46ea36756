import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/port.ts';
import { UsageError } from './usage-error.ts';
import { expectData, findData, type Where } from './where.ts';

export { UsageError } from './usage-error.ts';

/** What a command-line tool works with. */
export interface Tool {
  readonly config: Config;
  /** Where the data was found, and the servers that run on it. */
  readonly where: Where;
  readonly store: Store;
  readonly words: readonly string[];
  readonly option: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Runs a tool on the store that is set or, where none is, on that of the running server; beside a running server unless
 * it asks for the store alone.
 * Exits 2 on wrong use, 1 on failure.
 */
export async function runTool(
  options: {
    readonly strings: readonly string[];
    readonly flags?: readonly string[];
    readonly exclusive?: boolean;
  },
  work: (tool: Tool) => Promise<void>,
): Promise<void> {
  try {
    const read = readConfig(process.env);
    if (!read.ok) throw new UsageError(read.problems.join('\n'));
    const { values, positionals }: { values: Record<string, unknown>; positionals: string[] } = parseArgs({
      allowPositionals: true,
      options: Object.fromEntries([
        ...options.strings.map((name) => [name, { type: 'string' as const }]),
        ...(options.flags ?? []).map((name) => [name, { type: 'boolean' as const }]),
      ]),
    });
    const where: Where = options.exclusive
      ? { config: read.config, servers: [] }
      : await findData(process.env, read.config);
    if (!options.exclusive) expectData(where);
    const { config } = where;
    const store = await openStore({
      redisUrl: config.redisUrl,
      dataDir: config.dataDir,
      exclusive: options.exclusive ?? false,
    });
    try {
      await work({
        config,
        where,
        store,
        words: positionals,
        option: (name) => {
          const value = values[name];
          return typeof value === 'string' ? value : undefined;
        },
        flag: (name) => values[name] === true,
      });
    } finally {
      await store.close();
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof UsageError || (error instanceof TypeError && 'code' in error) ? 2 : 1;
  }
}
