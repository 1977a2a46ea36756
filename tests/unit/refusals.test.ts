import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { REFUSALS, type RefusalCode, sentenceOf } from '../../shared/refusals.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CODES = Object.keys(REFUSALS) as RefusalCode[];
const LANGUAGES = ['zh', 'en'] as const;

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');

/** A refusal as it is written somewhere in the source: its code, and the names of its details. */
interface Written {
  readonly where: string;
  readonly code: string;
  readonly details: readonly string[];
}

/** Every `refuse('code', { details })` of a file. */
function refusalsIn(path: string): Written[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Written[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') {
      const [code, details] = node.arguments;
      if (code !== undefined && ts.isStringLiteral(code))
        found.push({
          where: `${path}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}`,
          code: code.text,
          details:
            details !== undefined && ts.isObjectLiteralExpression(details)
              ? details.properties.map((property) => property.name?.getText() ?? '')
              : [],
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const FILES = ['shared', 'server'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name)),
);
const WRITTEN = FILES.flatMap(refusalsIn);
const TEXT = FILES.filter((file) => !/shared\/refusals(-[a-z]+)?\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('refusals', () => {
  test.each(CODES)('%s has a sentence in both languages', (code) => {
    expect(REFUSALS[code].zh).toMatch(/^\p{Script=Han}.*。$/u);
    expect(REFUSALS[code].en).toMatch(/^[A-Z].*\.$/);
  });

  test.each(CODES)('%s says the same in both languages: the same details', (code) => {
    const { zh, en } = REFUSALS[code];
    expect(placeholders(zh).sort()).toEqual(placeholders(en).sort());
  });

  test.each(CODES)('%s is given somewhere', (code) => {
    expect(TEXT.includes(`'${code}'`), 'no line of the source names it').toBe(true);
  });

  test('whoever refuses fills every placeholder', () => {
    expect(WRITTEN.length).toBeGreaterThan(50);
    const lacking = WRITTEN.flatMap(({ where, code, details }) =>
      placeholders(REFUSALS[code as RefusalCode].zh)
        .filter((name) => !details.includes(name))
        .map((name) => `${where}: ${code} lacks ${name}`),
    );
    expect(lacking).toEqual([]);
  });

  test('details stand in the sentence as they are', () => {
    expect(sentenceOf('mark.off-step', 'en', { criterion: 'work', mark: '9.1', step: '0.5' })).toBe(
      'Mark 9.1 for work is not on the step of 0.5.',
    );
    expect(sentenceOf('stop.unknown', 'zh', { stop: '{stop} $& $1 <b>' })).toBe(
      '没有这个点位：{stop} $& $1 <b>。',
    );
  });

  test('a detail that is missing leaves no brace behind', () => {
    for (const code of CODES)
      for (const language of LANGUAGES) expect(sentenceOf(code, language)).not.toMatch(/[{}]/);
  });
});
