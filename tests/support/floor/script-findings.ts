import { type Node as AcornNode, parse } from 'acorn';
import {
  NEWER_ATTRIBUTES,
  NEWER_EVENTS,
  NEWER_FAMILIES,
  NEWER_GLOBALS,
  NEWER_METHODS,
  NEWER_OWNED,
  NEWER_PROPERTIES,
  NEWER_SETTINGS,
  newerLanguage,
} from './newer-names.ts';

/** Something newer than the floor. */
export interface Finding {
  /** What it is: `syntax: private methods`, `.at()`, `color-mix()`. The same thing has the same words everywhere. */
  readonly what: string;
  /** A piece of the text around it. */
  readonly near: string;
}

interface Node extends AcornNode {
  readonly [part: string]: unknown;
}
const isNode = (thing: unknown): thing is Node =>
  typeof thing === 'object' && thing !== null && 'type' in thing && typeof thing.type === 'string';
const nodeIn = (node: Node, part: string): Node | undefined => {
  const inside = node[part];
  return isNode(inside) ? inside : undefined;
};
const nodesIn = (node: Node, part: string): readonly (Node | undefined)[] => {
  const inside = node[part];
  return Array.isArray(inside) ? inside.map((one) => (isNode(one) ? one : undefined)) : [];
};

/** Shows each node of a tree, outer ones first; `above` holds those around it meanwhile, the nearest last. */
function walk(node: Node, above: Node[], see: (node: Node) => void): void {
  see(node);
  above.push(node);
  for (const part in node) {
    const value = node[part];
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) walk(one, above, see);
    } else if (isNode(value)) walk(value, above, see);
  }
  above.pop();
}

/** Methods that make an iterator: what an array has, such as `map`, iterators of the floor have not. */
const ITERATORS = /^(values|keys|entries|matchAll)$/;
const OF_ITERATORS = /^(map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)$/;

/**
 * All that is newer than the floor in a script: syntax, built-in functions, events and settings, as far as they can be
 * told by their names. `kind` is how a browser would load it. A script that does not parse as ES2022 is itself newer.
 */
export function newerInScript(code: string, kind: 'module' | 'script'): readonly Finding[] {
  const found: Finding[] = [];
  const tell = (what: string, { start }: { readonly start: number }): void => {
    found.push({ what, near: code.slice(Math.max(0, start - 40), start + 60).replace(/\s+/g, ' ') });
  };
  let tree: Node;
  try {
    // ES2022 is what the floor has in part; of later editions it has no syntax at all.
    tree = parse(code, { ecmaVersion: 2022, sourceType: kind, allowHashBang: false }) as AcornNode as Node;
  } catch (error) {
    const at = error instanceof SyntaxError && 'pos' in error ? Number(error.pos) : 0;
    tell(`syntax: ${error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, '') : 'unknown'}`, {
      start: at,
    });
    return found;
  }
  const own = namesDeclaredIn(tree);
  const above: Node[] = [];
  walk(tree, above, (node) => {
    for (const what of newerSyntax(node, above)) tell(what, node);
    for (const what of newerUse(node, above, own)) tell(what, node);
  });
  return found;
}

const FUNCTIONS = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
const NAMED = /^(VariableDeclarator|(Function|Class)(Declaration|Expression))$/;
const isPrivate = (node: Node | undefined): boolean => node?.type === 'PrivateIdentifier';

function* newerSyntax(node: Node, above: readonly Node[]): Generator<string> {
  const parent = above[above.length - 1];
  if (node.type === 'StaticBlock') yield 'syntax: static blocks';
  if (node.type === 'MethodDefinition' && isPrivate(nodeIn(node, 'key'))) yield 'syntax: private methods';
  if (node.type === 'BinaryExpression' && isPrivate(nodeIn(node, 'left'))) yield 'syntax: #name in';
  if (node.type === 'MemberExpression' && node.optional === true && isPrivate(nodeIn(node, 'property')))
    yield 'syntax: ?.#name';
  const waits = node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await === true);
  if (waits && !above.some(({ type }) => FUNCTIONS.test(type))) yield 'syntax: await outside of functions';
  if (/^(Import|Export)Specifier$/.test(node.type) || node.type === 'ExportAllDeclaration')
    for (const part of ['imported', 'exported', 'local'])
      if (nodeIn(node, part)?.type === 'Literal') yield 'syntax: names of modules that are strings';
  // Chromium before 91 errs: https://bugs.chromium.org/p/v8/issues/detail?id=11558
  if (node.type === 'CallExpression' && parent && isInChain(node, above)) {
    const at = nodesIn(node, 'arguments').findIndex((one) => one?.type === 'SpreadElement');
    if (at >= 0 && at < nodesIn(node, 'arguments').length - 1)
      yield 'syntax: arguments after a spread behind ?.';
  }
  const pattern = patternOf(node);
  if (pattern && /\(\?<[=!]/.test(pattern.source)) yield 'syntax: look behind in a pattern';
  if (pattern && /[dv]/.test(pattern.flags)) yield 'syntax: flags d and v of a pattern';
}

/** Whether a call is made through `?.`, its own or one before it in the chain. */
function isInChain(node: Node, above: readonly Node[]): boolean {
  if (!above.some(({ type }) => type === 'ChainExpression')) return false;
  for (
    let one: Node | undefined = node;
    one;
    one = nodeIn(one, one.type === 'CallExpression' ? 'callee' : 'object')
  )
    if (one.optional === true) return true;
  return false;
}

/** A pattern's source and flags: written as a pattern, or given to `RegExp` as text. */
function patternOf(node: Node): { readonly source: string; readonly flags: string } | undefined {
  const regex = node.regex;
  if (node.type === 'Literal' && typeof regex === 'object' && regex !== null)
    return regex && 'pattern' in regex && 'flags' in regex
      ? { source: String(regex.pattern), flags: String(regex.flags) }
      : undefined;
  if (!/^(New|Call)Expression$/.test(node.type) || nodeIn(node, 'callee')?.name !== 'RegExp')
    return undefined;
  const [source, flags] = nodesIn(node, 'arguments').map(textOf);
  return { source: source ?? '', flags: flags ?? '' };
}

/** The fixed text of a string or a template. */
function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral') return undefined;
  return nodesIn(node, 'quasis')
    .map((part) => (part?.value as { cooked?: string } | undefined)?.cooked ?? '')
    .join('');
}

/** The name that a member is read by: `a.name`, `a['name']`. */
const memberName = (node: Node): string | undefined =>
  node.computed === true
    ? textOf(nodeIn(node, 'property'))
    : node.type === 'MemberExpression' && nodeIn(node, 'property')?.type === 'Identifier'
      ? String(nodeIn(node, 'property')?.name)
      : undefined;

/** The last name of what a member is read from: `navigator` of `window.navigator.share`. */
function ownerName(node: Node | undefined): string | undefined {
  if (node?.type === 'Identifier') return String(node.name);
  return node?.type === 'MemberExpression' ? memberName(node) : undefined;
}

const WINDOWS = /^(window|globalThis|self|top|parent)$/;

function* newerUse(node: Node, above: readonly Node[], own: ReadonlySet<string>): Generator<string> {
  const parent = above[above.length - 1];
  if (
    node.type === 'Identifier' &&
    isRead(node, parent) &&
    !own.has(String(node.name)) &&
    isNewerGlobal(String(node.name))
  )
    yield String(node.name);
  if (node.type === 'MemberExpression') yield* newerMember(node, parent, own);
  if (node.type === 'ObjectPattern') yield* newerTaken(node, parent);
  if (node.type === 'CallExpression') yield* newerEvent(node);
  if (node.type === 'Property') {
    const key = nodeIn(node, 'key');
    const name = key?.type === 'Identifier' && node.computed !== true ? String(key.name) : textOf(key);
    const value = textOf(nodeIn(node, 'value'));
    if (name !== undefined && parent?.type === 'ObjectExpression')
      for (const setting of [name, `${name}:${value ?? ''}`])
        if (NEWER_SETTINGS.has(setting)) yield `setting ${setting}`;
  }
  const text = textOf(node);
  if (text !== undefined && /^\s*</.test(text)) yield* newerAttributes(text);
  if (node.type === 'NewExpression' && ownerName(nodeIn(node, 'callee')) === 'Worker')
    if (settingOf(nodesIn(node, 'arguments')[1], 'type') !== undefined) yield 'workers that are modules';
}

/** The newer attributes in a piece of markup, in single words such as `attribute inert`. */
export function* newerAttributes(markup: string): Generator<string> {
  for (const [tag] of markup.matchAll(/<[a-z][^>]*>/gi))
    for (const [, name = ''] of tag.replace(/"[^"]*"|'[^']*'/g, '""').matchAll(/\s([a-z-]+)(?=[\s=>/])/gi))
      if (NEWER_ATTRIBUTES.has(name.toLowerCase())) yield `attribute ${name.toLowerCase()}`;
}

const isNewerGlobal = (name: string): boolean =>
  NEWER_GLOBALS.has(name) || newerLanguage().globals.has(name) || NEWER_FAMILIES.test(name);

function* newerMember(node: Node, parent: Node | undefined, own: ReadonlySet<string>): Generator<string> {
  const name = memberName(node);
  if (name === undefined) return;
  const from = nodeIn(node, 'object');
  const owner = ownerName(from);
  if (owner !== undefined && WINDOWS.test(owner) && !own.has(owner) && isNewerGlobal(name)) yield name;
  if (owner !== undefined && newerLanguage().globals.has(`${owner}.${name}`)) yield `${owner}.${name}`;
  if (owner !== undefined && NEWER_OWNED.get(owner)?.has(name)) yield `${owner}.${name}`;
  if (NEWER_PROPERTIES.has(name)) yield `.${name}`;
  if (!isCalled(node, parent)) {
    // A function that is handed on: `list.every(Object.hasOwn)`.
    if (owner !== undefined && newerLanguage().functions.get(name)?.homes.includes(owner)) yield `.${name}()`;
    return;
  }
  const homes = newerLanguage().functions.get(name)?.homes;
  // Another kind's own: `CSS.escape`, not `RegExp.escape`.
  const isOther = owner !== undefined && /^[A-Z]\w/.test(owner) && !homes?.includes(owner);
  if (NEWER_METHODS.has(name) || (homes !== undefined && !isOther)) yield `.${name}()`;
  const made = from?.type === 'CallExpression' ? nodeIn(from, 'callee') : undefined;
  const maker = made?.type === 'MemberExpression' ? memberName(made) : undefined;
  const ofStatic = made && /^(Object|Reflect|\$)$/.test(ownerName(nodeIn(made, 'object')) ?? '');
  if (OF_ITERATORS.test(name) && maker !== undefined && ITERATORS.test(maker) && !ofStatic)
    yield `.${name}() of iterators`;
}

/** Whether a member is called: by itself, or by `call`, `apply` or `bind`. */
const isCalled = (node: Node, parent: Node | undefined): boolean =>
  (parent?.type === 'CallExpression' && parent.callee === node) ||
  (parent?.type === 'MemberExpression' &&
    parent.object === node &&
    /^(call|apply|bind)$/.test(memberName(parent) ?? ''));

/** `const { hasOwn } = Object`. */
function* newerTaken(node: Node, parent: Node | undefined): Generator<string> {
  const owner = ownerName(
    parent && nodeIn(parent, parent.type === 'AssignmentExpression' ? 'right' : 'init'),
  );
  if (owner === undefined) return;
  for (const property of nodesIn(node, 'properties')) {
    const name = String(property && nodeIn(property, 'key')?.name);
    if (newerLanguage().functions.get(name)?.homes.includes(owner)) yield `.${name}()`;
    if (NEWER_OWNED.get(owner)?.has(name)) yield `${owner}.${name}`;
    if (WINDOWS.test(owner) && isNewerGlobal(name)) yield name;
  }
}

/** Events, and a listener that is to be taken away by a signal. */
function* newerEvent(node: Node): Generator<string> {
  const [first, , third] = nodesIn(node, 'arguments');
  const event = textOf(first);
  if (event !== undefined && NEWER_EVENTS.has(event)) yield `event ${event}`;
  if (ownerName(nodeIn(node, 'callee')) === 'addEventListener' && settingOf(third, 'signal'))
    yield 'listeners with a signal';
}

const settingOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.type === 'ObjectExpression'
    ? nodesIn(node, 'properties').find((one) => one && nodeIn(one, 'key')?.name === name)
    : undefined;

/** Whether a name stands for a value, not for a member, a key, a label or what is being declared. */
function isRead(node: Node, parent: Node | undefined): boolean {
  if (!parent) return true;
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed === true;
  if (/^(Property|PropertyDefinition|MethodDefinition)$/.test(parent.type))
    return parent.value === node || parent.computed === true;
  return !/^(LabeledStatement|BreakStatement|ContinueStatement|ExportSpecifier|ImportSpecifier|MetaProperty)$/.test(
    parent.type,
  );
}

/** Every name that a script declares itself, anywhere. */
function namesDeclaredIn(tree: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const take = (pattern: Node | undefined): void => {
    if (!pattern) return;
    if (pattern.type === 'Identifier') names.add(String(pattern.name));
    for (const part of ['left', 'argument', 'value']) take(nodeIn(pattern, part));
    for (const part of ['elements', 'properties']) for (const one of nodesIn(pattern, part)) take(one);
  };
  walk(tree, [], (node) => {
    if (NAMED.test(node.type)) take(nodeIn(node, 'id'));
    if (FUNCTIONS.test(node.type)) for (const one of nodesIn(node, 'params')) take(one);
    if (/^Import\w*Specifier$/.test(node.type)) take(nodeIn(node, 'local'));
    if (node.type === 'CatchClause') take(nodeIn(node, 'param'));
  });
  return names;
}
