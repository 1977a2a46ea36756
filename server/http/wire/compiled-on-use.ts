import { createRequire } from 'node:module';
import type ajvCompiler from '@fastify/ajv-compiler';
import type jsonCompiler from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
/** What Fastify calls of a compiled schema: to check a value, telling what is wrong; or to write one as JSON. */
interface Compiled {
  (value: unknown): unknown;
  errors?: unknown;
}
type Packages = {
  readonly '@fastify/ajv-compiler': typeof ajvCompiler;
  readonly '@fastify/fast-json-stringify-compiler': typeof jsonCompiler;
};
type Compiler = (route: unknown) => Compiled;
type Factory = (schemas: unknown, options: unknown) => Compiler;

const load = createRequire(import.meta.url);

/** A value that is made when it is first asked for. */
function onUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The factory of a package, doing everything when a route's schema is first used. */
const lazy =
  (packageName: keyof Packages): Factory =>
  (schemas, options) => {
    const compiler = onUse(() => (load(packageName) as () => Factory)()(schemas, options));
    return (route) => {
      const real = onUse(() => compiler()(route));
      const stand: Compiled = (value) => {
        const result = real()(value);
        stand.errors = real().errors;
        return result;
      };
      return stand;
    };
  };

/**
 * Fastify's own compilers of schemas, Ajv and fast-json-stringify, at work when a route is first used and not for
 * every route before the server listens: that was a third of a start, and a process sees few of the routes.
 * A schema that does not compile fails its route's first request; a test compiles each.
 */
export const compiledOnUse = {
  buildValidator: lazy('@fastify/ajv-compiler'),
  buildSerializer: lazy('@fastify/fast-json-stringify-compiler'),
  // The packages' types promise more of a compiled schema than Fastify calls.
} as unknown as Factories;

/** Compiles nothing, for routes that are only described: whatever comes is right, and nothing is answered. */
export const uncompiled = {
  buildValidator: () => () => () => true,
  buildSerializer: () => () => () => '',
} as unknown as Factories;
