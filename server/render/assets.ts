/** Files that a page needs, as addresses. */
export interface PageAssets {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly preloads: readonly string[];
}

/** One file of Vite's manifest. */
interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
/** What the build wrote, by source. */
export type Manifest = Readonly<Record<string, ManifestEntry>>;

/**
 * The files of an entry and of everything it imports at once. Styles stand as imports do: what a page says of its own
 * comes after what it shares, and over it. Throws where the build knows no such entry.
 */
export function assetsOf(manifest: Manifest, entry: string): PageAssets {
  const script = manifest[entry]?.file;
  if (script === undefined)
    throw new Error(`The build has no ${entry}: name it in vite.config.ts, and build`);
  const seen = new Set<string>();
  const styles: string[] = [];
  const preloads: string[] = [];
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const imported of chunk.imports ?? []) {
      visit(imported);
      const file = manifest[imported]?.file;
      if (file !== undefined && !preloads.includes(`/${file}`)) preloads.push(`/${file}`);
    }
    for (const css of chunk.css ?? []) styles.push(`/${css}`);
  };
  visit(entry);
  return { scripts: [`/${script}`], styles, preloads };
}

/** What shows a ceremony: a page needs it as soon as everybody is told of one. */
export const TOLD = 'client/coverage/told/parts.ts';

/** The files of an entry, and of what it loads later: that is on the page from the start, and its styles stand last. */
export function withLater(manifest: Manifest, entry: string, later: string): PageAssets {
  const { scripts, styles, preloads } = assetsOf(manifest, entry);
  const more = assetsOf(manifest, later);
  const isNew = (file: string): boolean => ![...scripts, ...styles, ...preloads].includes(file);
  return {
    scripts,
    styles: [...styles, ...more.styles.filter(isNew)],
    preloads: [...preloads, ...[...more.scripts, ...more.preloads].filter(isNew)],
  };
}
