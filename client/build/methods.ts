/**
 * The source of a class without these methods, which nobody calls: a bundler cannot tell what is called on an object.
 * Methods stand one level deep, as members of a class or of an object. Throws where there is no such method.
 */
export function withoutMethods(code: string, names: readonly string[]): string {
  return names.reduce((rest, name) => {
    const method = new RegExp(
      `^(\\t| {4})(?:get )?${name}(?:: function )?(?: ?)\\(.*\\) \\{(?: *//.*)?\\n[^]*?^\\1\\},?$`,
      'm',
    );
    if (!method.test(rest)) throw new Error(`There is no method ${name} any more to leave out`);
    return rest.replace(method, '');
  }, code);
}
