import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { altOf, type NoteContent } from '../../../client/outbox/ballots/problem-note.ts';
import { plainText } from '../../../shared/schema.ts';

const alt = Compile(plainText(300, 1));

test.each(['😀', '𠮷', '𬭚', '👨‍👩‍👧', '🇨🇳'])(
  'what a problem’s picture shows is never cut within a character (%s), so that it is taken',
  (character) => {
    for (let before = 70; before <= 80; before += 1) {
      const said = altOf({ text: `${'字'.repeat(before)}${character}之后` } as NoteContent, 0);
      expect(alt.Check(said), said).toBe(true);
      expect(said).toMatch(/ 1$/);
      const kept = said.slice(0, -2).replace(/^字+/, '');
      expect(['', character, `${character}之`, `${character}之后`]).toContain(kept);
    }
  },
);
