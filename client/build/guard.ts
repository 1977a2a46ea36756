import { minify } from 'terser';
import { type Plugin, transformWithOxc } from 'vite';

const SOURCE = new URL('../guard/guard.ts', import.meta.url).pathname;

/** The script that watches over a page's scripts, without types and minified, in the ES5 in which it was written. */
async function guardScript(source: string): Promise<string> {
  // The bundler would put newer syntax into it for shortness, wherever the other scripts may have it.
  const { code } = await transformWithOxc(source, SOURCE, { target: 'esnext' });
  const minified = await minify(code, { ecma: 5, compress: { passes: 2 } });
  if (minified.code === undefined) throw new Error('The guard could not be minified');
  return minified.code;
}

/** Writes the guard beside the pages' files: the server puts it into its documents. */
export const guarded = (): Plugin => ({
  name: 'guarded',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  async generateBundle() {
    const source = await this.fs.readFile(SOURCE, { encoding: 'utf8' });
    this.emitFile({ type: 'asset', fileName: 'guard.js', source: await guardScript(source) });
  },
});
