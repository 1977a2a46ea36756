import { Check } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../shared/commands.ts';
import { EVENTS } from '../../shared/tour/events.ts';
import { Marks } from '../../shared/tour/judging/ballots.ts';
import { PublishPost } from '../../shared/tour/posts/posts.ts';

/** Every name that an object has without having been given it, on this engine. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

/** Every pattern of a schema, wherever it stands, also those of keys. */
function* patternsIn(schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'pattern' && typeof value === 'string') yield value;
    if (name === 'patternProperties') yield* Object.keys(value as object);
    yield* patternsIn(value);
  }
}

/** Takes what ids are made of, and no words. */
const isOfIds = (pattern: string): boolean => {
  const form = new RegExp(pattern, 'u');
  return form.test('abcdefgh-1') && !form.test('a b');
};

describe('no id is a name that every object has already', () => {
  const schemas = [
    ...Object.entries(COMMANDS).map(([type, { schema }]) => [type, schema] as const),
    ...Object.entries(EVENTS),
  ];
  test('there are ids to look at', () => {
    const patterns = schemas.flatMap(([, schema]) => [...patternsIn(schema)].filter(isOfIds));
    expect(patterns.length).toBeGreaterThan(schemas.length);
  });

  test.each(schemas)('%s', (_type, schema) => {
    for (const pattern of [...patternsIn(schema)].filter(isOfIds))
      for (const name of INHERITED)
        expect([pattern, name, new RegExp(pattern, 'u').test(name)]).toEqual([pattern, name, false]);
  });

  test('a post and a mark are refused under them', () => {
    const post = { type: 'publishPost', text: '第一站', pictures: [] };
    expect(Check(PublishPost, { ...post, postId: 'post-0001' })).toBe(true);
    for (const name of INHERITED) {
      expect([name, Check(PublishPost, { ...post, postId: name })]).toEqual([name, false]);
      expect([name, Check(Marks, Object.fromEntries([[name, '9']]))]).toEqual([name, false]);
    }
  });
});
