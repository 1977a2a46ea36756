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

/** The files of an entry and of everything it imports at once. Styles stand as imports do: what a page says of its own comes after what it shares, and over it. */
export function assetsOf(manifest: Manifest, entry: string): PageAssets {
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
  const script = manifest[entry]?.file;
  return { scripts: script === undefined ? [] : [`/${script}`], styles, preloads };
}
