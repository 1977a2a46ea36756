import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAULTS, type FaultCode } from '../../../shared/sheets/faults/faults.ts';

const ROOM = resolve(import.meta.dirname, '../../../shared/sheets');
const CODES = Object.keys(FAULTS) as FaultCode[];
/** Names of columns come in the sentence's own language. */
const detailsOf = (sentence: string) =>
  [...sentence.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]?.replace(/^(zh|en)$/, 'name') ?? '').sort();
const TEXT = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('faults'))
  .map((path) => readFileSync(join(ROOM, path), 'utf8'))
  .join('\n');

/** These three are given by what is wrong with a cell, whatever it is about. */
const TROUBLES = 'cell.' + '$' + '{trouble}';

describe('a fault', () => {
  test.each(CODES)('%s says the same in both languages, and where it is a fault also what to do', (code) => {
    const { zh, en, level } = FAULTS[code];
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
    expect(detailsOf(en)).toEqual(detailsOf(zh));
    // What is wrong, and then what to do: two sentences, or more.
    if (level === 'fault') expect(en.split(/\. |: /).length).toBeGreaterThan(1);
  });

  test.each(CODES)('%s is given somewhere', (code) => {
    const isTrouble = ['cell.error', 'cell.narrow', 'cell.uncomputed'].includes(code);
    expect(TEXT).toContain(isTrouble ? TROUBLES : `'${code}'`);
  });
});
