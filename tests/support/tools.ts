import { spawnSync } from 'node:child_process';

/** Programs that the tests use for real, with the package of Debian and Ubuntu that holds each. */
const TOOLS = [
  { program: 'redis-server', packages: ['redis-server'] },
  { program: 'openssl', packages: ['openssl'] },
  { program: 'nginx', packages: ['nginx-light', 'nginx'] },
  {
    program: 'chromium',
    packages: ['chromium'],
    others: ['chromium-browser', 'google-chrome', 'google-chrome-stable'],
  },
] as const;

const has = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
const isThere = (tool: (typeof TOOLS)[number]): boolean =>
  [tool.program, ...('others' in tool ? tool.others : [])].some(has) || has(`/usr/sbin/${tool.program}`);

/** How packages are installed here, or undefined where it is not allowed. */
function installer(): readonly string[] | undefined {
  if (!has('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** Installs what is missing, where that is allowed. Answers the programs that are still missing. */
export function provideTools(say: (line: string) => void): readonly string[] {
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
  return TOOLS.filter((tool) => !isThere(tool)).map((tool) => tool.program);
}
