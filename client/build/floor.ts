import type { Declaration, Plugin, Rule } from 'postcss';

/** What every page must work in; the build writes the pages' style for these. */
export const FLOOR = ['chrome86', 'safari14.1', 'firefox91'];

/**
 * What the build writes the pages' scripts for: the same. Between 86 and 91 Chromium learnt no syntax that the pages use;
 * but the bundler rewrites every `?.` for it, because Chromium before 91 errs where arguments follow others that are
 * spread behind one, and that would make a viewer's scripts 2 KB larger. tests/http/floor.test.ts fails where such a call comes in.
 */
export const SCRIPT_FLOOR = ['chrome91', 'safari14.1', 'firefox91'];

/** Writes style so that the floor reads it too, where the minifier leaves it as it is. */
export const floorStyle: Plugin = {
  postcssPlugin: 'floor-style',
  Once(root, { atRule, decl, rule }) {
    root.walkRules((one) => {
      one.selectors = one.selectors.map(weighed).map(apart);
    });
    // Taken down first: what is added here is not to be looked at again.
    const declarations: Declaration[] = [];
    root.walkDecls((declaration) => {
      declarations.push(declaration);
    });
    for (const declaration of declarations) {
      const { prop, value, important, parent } = declaration;
      const sides = sidesOf(prop, value) ?? [{ prop, value }];
      const written = sides.map((one) => ({ ...one, ...(important && { important }) }));
      const plain = written.map((one) => ({ ...one, value: withoutMix(one.value) }));
      const mixed = written.filter((one, at) => one.value !== plain[at]?.value);
      if (written.length > 1 || mixed.length > 0) declaration.replaceWith(...plain);
      if (mixed.length === 0 || parent?.type !== 'rule') continue;
      const condition = atRule({ name: 'supports', params: '(color: color-mix(in srgb, red, red))' });
      condition.append(rule({ selector: (parent as Rule).selector, nodes: mixed.map((one) => decl(one)) }));
      parent.after(condition);
    }
  },
};

/** How many classes the scope of a component adds to each of its selectors, however many parts that has. */
const WEIGHT = 3;

/**
 * A selector without `:where()`, which Chromium knows from 88 on only: it would drop every rule with it. Svelte marks
 * the first part of a selector with the component's class and the others with `:where(.class)`, which weighs nothing;
 * here each part gets the class, and the first one gets it as often as makes all selectors equally heavier.
 */
export function weighed(selector: string): string {
  const plain = selector.replace(/:where\((\.s[0-9a-z]{4})\)/g, '$1');
  const marks = plain.match(/\.s[0-9a-z]{4}(?![\w-])/g);
  if (marks === null) return plain;
  const more = Math.max(0, WEIGHT - marks.length);
  return plain.replace(/\.s[0-9a-z]{4}(?![\w-])/, (mark) => mark.repeat(more + 1));
}

/** `:not(a, b)` as `:not(a):not(b)`: Chromium knows lists in it from 88 on. */
export const apart = (selector: string): string =>
  selector.replace(/:not\(([^()]*,[^()]*)\)/g, (_all, list: string) =>
    list
      .split(',')
      .map((one) => `:not(${one.trim()})`)
      .join(''),
  );

/** The sides that a shorthand sets, in its order. All pages are written from left to right. */
const SIDES: Readonly<Record<string, readonly string[]>> = {
  inset: ['top', 'right', 'bottom', 'left'],
  'inset-inline': ['left', 'right'],
  'inset-block': ['top', 'bottom'],
  'margin-inline': ['margin-left', 'margin-right'],
  'margin-block': ['margin-top', 'margin-bottom'],
  'padding-inline': ['padding-left', 'padding-right'],
  'padding-block': ['padding-top', 'padding-bottom'],
};

/**
 * A shorthand that Chromium knows from 87 on (`inset`, `margin-inline` …) as its sides; undefined for every other
 * property. The minifier does so only where there is no variable in it.
 */
export function sidesOf(prop: string, value: string) {
  // A border's line is the same on both sides.
  const lines = { 'border-inline': ['left', 'right'], 'border-block': ['top', 'bottom'] }[prop];
  if (lines !== undefined) return lines.map((side) => ({ prop: `border-${side}`, value }));
  const sides = SIDES[prop];
  if (sides === undefined) return undefined;
  // White space between values, not that inside of brackets.
  const values = value.match(/(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+/g) ?? [];
  // As margins do: what is not said of a side is what its opposite says, else the first.
  return sides.map((side, at) => ({ prop: side, value: values[at] ?? values[at - 2] ?? values[0] ?? value }));
}

/** A value with the first colour of each `color-mix()` in place of the mix, for browsers that cannot mix. */
export const withoutMix = (value: string): string =>
  value.replace(
    /color-mix\(in srgb, *((?:var\([^()]*\)|[\w#]+))[^(),]*, *[^()]*(?:\([^()]*\)[^()]*)?\)/g,
    '$1',
  );
