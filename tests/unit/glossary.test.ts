import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { GLOSSARY } from '../../client/i18n/glossary.ts';
import { everyReadme, isChinese } from '../support/readmes.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Whatever holds words that people read. */
const FILES = ['client', 'server', 'shared']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|svelte|html)$/.test(path))
      .map((path) => join(folder, path)),
  )
  .concat(
    everyReadme()
      .filter(isChinese)
      .map(({ path }) => path),
  )
  // The glossary itself names what is not to be used, and so does what other people's sheets are recognised by.
  .filter((path) => !/glossary\.ts$|sheets\/tables\/synonyms\.ts$/.test(path))
  .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n') }));

test.each(GLOSSARY.map(({ word, never }) => [word.zh, never] as const))(
  'what is called %s has no other name anywhere',
  (_word, never) => {
    const found = FILES.flatMap(({ path, lines }) =>
      lines.flatMap((line, at) =>
        never.some((one) => one.test(line)) ? [`${path}:${at + 1} ${line.trim()}`] : [],
      ),
    );
    expect(found).toEqual([]);
  },
);

test('each word of the glossary is in use', () => {
  const texts = FILES.map(({ lines }) => lines.join('\n')).join('\n');
  for (const { word } of GLOSSARY) expect(texts).toContain(word.zh);
});
