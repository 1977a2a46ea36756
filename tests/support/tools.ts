import { spawnSync } from 'node:child_process';

/** A program that the tests use for real. */
interface Tool {
  readonly program: string;
  /** Packages of Debian and Ubuntu that hold it: the first that can be had. */
  readonly packages: readonly [string, ...string[]];
  /** Other names that it goes by. */
  readonly others?: readonly string[];
  /** Nothing but rounds in another engine is lost without it. */
  readonly optional?: true;
}
const TOOLS: readonly Tool[] = [
  { program: 'redis-server', packages: ['redis-server'] },
  { program: 'openssl', packages: ['openssl'] },
  { program: 'nginx', packages: ['nginx-light', 'nginx'] },
  {
    program: 'chromium',
    packages: ['chromium'],
    others: ['chromium-browser', 'google-chrome', 'google-chrome-stable'],
  },
  { program: 'firefox-esr', packages: ['firefox-esr'], optional: true },
  { program: 'WebKitWebDriver', packages: ['webkit2gtk-driver'], optional: true },
  { program: 'Xvfb', packages: ['xvfb'], optional: true },
];

const has = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
const isThere = (tool: Tool): boolean =>
  [tool.program, ...(tool.others ?? [])].some(has) || has(`/usr/sbin/${tool.program}`);

/** How packages are installed here, or undefined where it is not allowed. */
function installer(): readonly string[] | undefined {
  if (!has('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** Installs what is missing, where that is allowed. Answers what is still missing. */
export function provideTools(say: (line: string) => void): readonly Tool[] {
  const missing = TOOLS.filter((tool) => !isThere(tool));
  if (missing.length === 0) return [];
  const prefix = installer();
  if (prefix !== undefined) {
    const run = (...words: string[]) =>
      spawnSync('sh', ['-c', [...prefix, ...words].join(' ')], {
        stdio: 'ignore',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0;
    say(`Installing for the tests: ${missing.map((tool) => tool.program).join(', ')}`);
    run('apt-get', 'update', '-qq');
    for (const tool of missing)
      tool.packages.some((name) => run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', name));
    // Debian starts what it installs; the tests start their own.
    for (const service of ['redis-server', 'nginx'])
      if (missing.some((tool) => tool.program === service)) run('service', service, 'stop');
  }
  return TOOLS.filter((tool) => !isThere(tool));
}
