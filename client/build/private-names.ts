import type { Plugin } from 'vite';

/** A node of a syntax tree, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly left?: unknown;
  readonly superClass?: Node | null;
  readonly body?: unknown;
  readonly key?: Node;
}

const BUILT_IN = /^(Map|Set|Date|URL|URLSearchParams|Error|EventTarget)$/;
const isClass = (type: string): boolean => type === 'ClassDeclaration' || type === 'ClassExpression';

/**
 * Private members as ordinary ones: `#name` becomes `$0`. Safari knows private methods from 15 on; the bundler's own
 * way to write them for it, a WeakMap for each, would make every reader's page slower and larger. That nobody outside
 * touches them the compiler has checked before.
 */
export const privateNames = (): Plugin => ({
  name: 'private-names',
  apply: 'build',
  enforce: 'post',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  transform: {
    filter: { id: /\.(js|mjs|ts|svelte)(\?|$)/, code: /#[\w$]/ },
    handler(code) {
      const open = withoutPrivate(code, this.parse(code));
      return open === code ? null : { code: open, map: null };
    },
  },
});

/**
 * The source `code`, of which `tree` is the syntax tree, with ordinary names for its private members. Throws for a
 * class with such members that extends one of another file, whose own ones may get the same names.
 */
export function withoutPrivate(code: string, tree: unknown): string {
  const changes: { readonly at: number; readonly end: number; readonly text: string }[] = [];
  const sourceOf = ({ start, end }: Node): string => code.slice(start, end);
  const names = new Map<string, string>();
  const nameOf = (hidden: string): string => {
    const name = names.get(hidden) ?? `$${names.size.toString(36)}`;
    names.set(hidden, name);
    return name;
  };
  const visit = (thing: unknown, inside?: Node): void => {
    if (Array.isArray(thing)) for (const one of thing) visit(one, inside);
    if (!isNode(thing)) return;
    if (
      isClass(thing.type) &&
      hidesSome(thing) &&
      thing.superClass &&
      !BUILT_IN.test(sourceOf(thing.superClass))
    )
      throw new Error(
        `Private members in a class that extends ${sourceOf(thing.superClass)}: their names may meet`,
      );
    if (thing.type === 'PrivateIdentifier') {
      const name = nameOf(code.slice(thing.start, thing.end));
      // `#name in thing` asks by the name itself.
      const asks = inside?.type === 'BinaryExpression' && inside.left === thing;
      changes.push({ at: thing.start, end: thing.end, text: asks ? `'${name}'` : name });
      return;
    }
    for (const value of Object.values(thing)) if (typeof value === 'object') visit(value, thing);
  };
  visit(tree);
  let made = code;
  for (const { at, end, text } of changes.sort((one, other) => other.at - one.at))
    made = made.slice(0, at) + text + made.slice(end);
  return made;
}

/** Whether a class has private members. */
const hidesSome = ({ body }: Node): boolean =>
  isNode(body) &&
  Array.isArray(body.body) &&
  body.body.some((member) => isNode(member) && member.key?.type === 'PrivateIdentifier');

const isNode = (thing: unknown): thing is Node =>
  typeof thing === 'object' && thing !== null && 'type' in thing && typeof thing.type === 'string';
