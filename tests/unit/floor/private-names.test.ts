import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { withoutPrivate } from '../../../client/build/private-names.ts';
import { newerInScript } from '../../support/floor/script-findings.ts';

const opened = (code: string): string =>
  withoutPrivate(code, parse(code, { ecmaVersion: 'latest', sourceType: 'module' }));
/** What a script's last expression comes to. */
const resultOf = (code: string): unknown => new Function(code)();

const COUNTER = `
  class Counter {
    #count = 1;
    static #made = 0;
    #add(by) { this.#count += by; return this; }
    get #double() { return this.#count * 2; }
    static is(thing) { return #count in thing; }
    static make() { Counter.#made += 1; return new Counter(); }
    static get made() { return Counter.#made; }
    run(other) { return this.#add(2).#add(3).#double + (other?.#count ?? 0.5); }
  }
  const Other = class { #count = 'other'; get count() { return this.#count; } };`;
const ASKED =
  '[Counter.make().run(), Counter.make().run(new Counter()), Counter.is(new Counter()), Counter.is({}), Counter.made, new Other().count]';

test('a class does the same with ordinary names, and nothing private is left', () => {
  const open = opened(COUNTER);
  expect(open).not.toContain('#');
  expect(newerInScript(COUNTER, 'script')).not.toEqual([]);
  expect(newerInScript(open, 'script')).toEqual([]);
  const expected = [12.5, 13, true, false, 2, 'other'];
  expect(resultOf(`${COUNTER} return ${ASKED}`)).toEqual(expected);
  expect(resultOf(`${open} return ${ASKED}`)).toEqual(expected);
});

test('a sharp in texts, patterns and comments stays', () => {
  const code = `class A { #a = "#a"; b() { return [this.#a, /#a/.source, \`#\${this.#a}\`]; } } /* #a */`;
  expect(resultOf(`${opened(code)} return new A().b()`)).toEqual(['#a', '#a', '##a']);
});

test('a script without private members is the same', () => {
  const code = 'class A extends B { a = "#a"; } f("#b");';
  expect(opened(code)).toBe(code);
});

test('a class that extends one whose names may be the same is refused, one of the language is not', () => {
  expect(() => opened('class A extends B { #a = 1; }')).toThrow('extends B');
  expect(() => opened('class A extends B.C { static #a() {} }')).toThrow('extends B.C');
  expect(
    resultOf(`${opened('class A extends Map { #a = 1; b() { return this.#a; } }')} return new A().b()`),
  ).toBe(1);
});
