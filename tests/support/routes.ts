import type { FastifyInstance } from 'fastify';

/** A route as the router knows it. */
export interface Route {
  /** With its parameters, such as `/t/:tour`. */
  readonly path: string;
  readonly methods: readonly string[];
}

/** Every route of a server, out of its router: one that was added since is among them. */
export function routesOf(http: FastifyInstance): readonly Route[] {
  const above: string[] = [];
  return http
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│ ├└─]*)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line);
      if (found === null) return [];
      const [, indent = '', part = '', methods] = found;
      const depth = indent.length / 4;
      above.length = depth - 1;
      above.push(part);
      return methods === undefined ? [] : [{ path: above.join(''), methods: methods.split(', ') }];
    });
}
