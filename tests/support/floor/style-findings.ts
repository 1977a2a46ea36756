import postcss, { type AtRule, type Container, type Declaration, type Rule } from 'postcss';
import type { Finding } from './script-findings.ts';
import {
  AT_RULES,
  FONT_FACE,
  FUNCTIONS,
  MEDIA,
  NEWER_VALUES,
  OF_ENGINES,
  PROPERTIES,
  PSEUDO,
  UNITS,
} from './style-floor.ts';

/**
 * All that is newer than the floor in a style sheet and has no fallback there: an older declaration before it, the same
 * property with a maker's prefix beside it, or a condition around it that asks for it. What it is stands in `what`.
 */
export function newerInStyle(css: string): readonly Finding[] {
  const found: Finding[] = [];
  const root = postcss.parse(css);
  const without = fallbacksIn(root);
  const tell = (what: string, node: { toString(): string }): void => {
    found.push({ what, near: node.toString().slice(0, 100).replace(/\s+/g, ' ') });
  };
  root.walkAtRules((rule) => {
    for (const what of newerRule(rule)) tell(what, rule);
  });
  root.walkRules((rule) => {
    if (isInKeyframes(rule)) return;
    if (rule.parent?.type === 'rule' || rule.selector.includes('&')) tell('nesting', rule);
    const excused = excusedAt(rule);
    for (const what of newerSelectors(rule.selectors)) if (!excused.has(what)) tell(what, rule);
    if (keepsTwoArrows(rule, root)) tell('an arrow of its own beside that of the browser', rule);
  });
  root.walkDecls((declaration) => {
    const excused = excusedAt(declaration);
    for (const what of newerDeclaration(declaration))
      if (!excused.has(what) && !without(what, declaration)) tell(what, declaration);
  });
  return found;
}

/** As `newerInStyle`, for what stands in a `style` attribute. */
export const newerInDeclarations = (text: string): readonly Finding[] => newerInStyle(`a{${text}}`);

const isAtRule = (node: unknown, name: string): node is AtRule =>
  typeof node === 'object' && node !== null && 'name' in node && node.name === name;
const isInKeyframes = (rule: Rule): boolean => isAtRule(rule.parent, 'keyframes');

function* newerRule({ name, params }: AtRule): Generator<string> {
  if (!AT_RULES.has(name)) yield `@${name}`;
  if (name !== 'media') return;
  if (/[<>=]/.test(params)) yield '@media with ranges';
  for (const [, feature = ''] of params.matchAll(/\(\s*(-?[a-z][a-z-]*)/gi))
    if (!MEDIA.has(feature) && !/^(not|and|or)$/.test(feature)) yield `@media (${feature})`;
}

/** A selector without its strings and the values of attributes. */
const bare = (selector: string): string =>
  selector.replace(/"[^"]*"|'[^']*'/g, '""').replace(/\[[^\]]*\]/g, '[]');

/** What of a list of selectors drops the rule in one of the floor, and what it takes along if it does. */
function* newerSelectors(selectors: readonly string[]): Generator<string> {
  const newer = selectors.map((one) => [...newerInSelector(bare(one))]);
  for (const whats of newer)
    for (const what of whats)
      yield newer.some((others) => others.length === 0) ? `${what} in a list with others` : what;
}

function* newerInSelector(selector: string): Generator<string> {
  for (const [name] of selector.matchAll(/::?[a-z-]+/gi))
    if (!PSEUDO.has(name.toLowerCase()) && !OF_ENGINES.test(name)) yield name;
  if (/:not\([^()]*[,\s>+~]/.test(selector) || /:not\([^()]*\([^()]*\)[^()]*[,\s>+~]/.test(selector))
    yield ':not() with a list or a combination';
  if (/:nth-[a-z-]+\([^()]*\bof\b/.test(selector)) yield ':nth-child(… of …)';
}

function* newerDeclaration({ prop, value, parent }: Declaration): Generator<string> {
  if (isAtRule(parent, 'font-face')) {
    if (!FONT_FACE.has(prop)) yield `@font-face ${prop}`;
    return;
  }
  // Of an at-rule that is newer itself.
  const within: unknown = parent;
  if (typeof within === 'object' && within !== null && 'name' in within && !AT_RULES.has(String(within.name)))
    return;
  const isOwn = prop.startsWith('--');
  if (!isOwn && !PROPERTIES.has(prop) && !/^-(webkit|moz|ms|o)-/.test(prop)) yield prop;
  yield* newerValue(prop, value);
}

function* newerValue(prop: string, value: string): Generator<string> {
  const text = value.replace(/"[^"]*"|'[^']*'/g, '""').replace(/url\([^)]*\)/g, 'url()');
  for (const [, name = ''] of text.matchAll(/(?<![\w-])(-?[a-z][\w-]*)\(/gi))
    if (!FUNCTIONS.has(name)) yield `${name}()`;
  for (const [, unit = ''] of text.matchAll(/(?<![\w#.-])-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?([a-z]+|%)/gi))
    if (!UNITS.has(unit.toLowerCase())) yield `unit ${unit}`;
  if (/\(\s*from\s/.test(text)) yield 'colours made from colours';
  const newer = NEWER_VALUES.get(prop)?.exec(text);
  if (newer) yield `${prop}: ${newer[0].trim()}`;
}

/** What stands around a node, the nearest first. */
function around(node: { readonly parent?: unknown }): readonly Container[] {
  const all: Container[] = [];
  for (let above = node.parent as Container | undefined; above; above = above.parent as Container | undefined)
    all.push(above);
  return all;
}

/** Whether a condition holds where something is missing. */
const isRefusal = ({ params }: AtRule): boolean => /^not\b/i.test(params);

/** What is newer in a condition. */
function* askedFor(condition: string): Generator<string> {
  const pairs = /\(\s*([\w-]+)\s*:\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;
  for (const [, prop = '', value = ''] of condition.matchAll(pairs))
    yield* newerDeclaration({ prop, value } as Declaration);
  for (const [, selector = ''] of condition.matchAll(/selector\(((?:[^()]|\([^()]*\))*)\)/g))
    yield* newerSelectors([selector]);
}

/** What the conditions around a node have made sure of. */
const excusedAt = (node: { readonly parent?: unknown }): ReadonlySet<string> =>
  new Set(
    around(node).flatMap((above) =>
      isAtRule(above, 'supports') && !/\b(not|or)\b/i.test(above.params) ? [...askedFor(above.params)] : [],
    ),
  );

/** Tells of what is newer whether an older browser has something else instead. */
function fallbacksIn(root: Container): (what: string, declaration: Declaration) => boolean {
  /** The components that say what they do without something, by the class that marks each. */
  const instead = new Map<string, Set<string>>();
  root.walkAtRules('supports', (rule) => {
    if (!isRefusal(rule)) return;
    for (const what of askedFor(rule.params)) {
      const places = instead.get(what) ?? new Set();
      instead.set(what, places);
      rule.walkRules(({ selector }) => {
        for (const mark of marksOf(selector)) places.add(mark);
      });
    }
  });
  return (what, declaration) => {
    const { prop, value, parent } = declaration;
    const isInstead = around(declaration).some((above) => isAtRule(above, 'supports') && isRefusal(above));
    if (parent?.type === 'rule' && !isInstead) {
      const marks = marksOf((parent as Rule).selector);
      if (marks.some((mark) => instead.get(what)?.has(mark))) return true;
    }
    const beside = (parent as Container | undefined)?.nodes ?? [];
    const others = beside.filter((one): one is Declaration => one.type === 'decl' && one !== declaration);
    if (what === prop)
      return others.some((one) => /^-(webkit|moz)-/.test(one.prop) && one.prop.endsWith(`-${prop}`));
    // With a variable in it, or as one, a value is found to be wrong too late for what stands before it.
    if (prop.startsWith('--') || /\bvar\(/.test(value)) return false;
    const before = others.filter((one) => beside.indexOf(one) < beside.indexOf(declaration));
    return before.some((one) => one.prop === prop && [...newerValue(prop, one.value)].length === 0);
  };
}

/** The classes by which Svelte marks a component's elements; elements without such marks stand for themselves. */
const marksOf = (selector: string): readonly string[] =>
  selector.match(/\.s[0-9a-z]{4}(?![\w-])/g) ?? [selector.replace(/::[\w-]+/g, '')];

/**
 * Whether a rule makes a `<summary>` something else than an item of a list, by which newer browsers take their arrow
 * away, and nothing takes away that of WebKit and of Chromium before 89, which is an element.
 */
function keepsTwoArrows(rule: Rule, root: Container): boolean {
  if (!rule.selectors.some((one) => /(^|[\s>])summary(\.[\w-]+)*$/.test(one))) return false;
  const display = rule.nodes.find((one): one is Declaration => one.type === 'decl' && one.prop === 'display');
  if (display === undefined || /list-item|none/.test(display.value)) return false;
  let isTaken = false;
  root.walkRules(/summary[^,]*::-webkit-details-marker/, (other) => {
    if (marksOf(other.selector).some((mark) => marksOf(rule.selector).includes(mark))) isTaken = true;
  });
  return !isTaken;
}
