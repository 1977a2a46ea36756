import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Snapshot } from '../../shared/protocol.ts';
import type { Language } from '../../shared/refusals.ts';
import { documentOf, type Rendered } from './document.ts';
import { loadGuard } from './guard.ts';

/** What makes archives: the page's renderer, and the script and styles that go along. */
export interface ArchivePages {
  page(input: { readonly snapshot: Snapshot }, language: Language): string;
  /** The text of `data.js`. */
  data(input: unknown): string;
  readonly script: string;
  readonly styles: string;
}

interface ArchiveModule {
  renderArchive(input: unknown, language: Language): Rendered;
  archiveData(input: unknown): string;
}

/** Reads the archive's part of the build. */
export async function loadArchivePages(distDir: string): Promise<ArchivePages> {
  const module = (await import(
    /* @vite-ignore */ pathToFileURL(join(distDir, 'server', 'archive-page.js')).href
  )) as ArchiveModule;
  const guard = await loadGuard(distDir);
  const built = (name: string) => readFile(join(distDir, 'archive', name), 'utf8');
  return {
    page: (input, language) =>
      documentOf(language, module.renderArchive(input, language), {
        guard: guard.tag('archive', language),
        isRehearsal: input.snapshot.tour.setup?.rehearsalOf !== undefined,
      }),
    data: (input) => module.archiveData(input),
    script: await built('archive.js'),
    styles: await built('archive.css'),
  };
}
