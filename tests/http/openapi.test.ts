import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../shared/commands.ts';
import { startApp } from '../support/app.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: { readonly required?: readonly string[] } }>;
  };
  readonly responses: Record<string, { readonly description?: string }>;
  readonly security?: readonly Record<string, readonly string[]>[];
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly components: { readonly securitySchemes: Record<string, unknown> };
  readonly paths: Record<string, Record<string, Operation>>;
}

let api: Document;
let type: unknown;
beforeAll(async () => {
  const server = await startApp({ bare: true });
  const answer = await server.get('/api/openapi.json');
  type = answer.headers['content-type'];
  api = JSON.parse(answer.text) as Document;
  await server.close();
});

const operations = () =>
  Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );

/** Calls `look` with every schema below a value, and the way to it. */
function everySchema(
  value: unknown,
  look: (schema: Record<string, unknown>, way: string) => void,
  way = '',
): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && ('type' in value || 'anyOf' in value) && !way.endsWith('/properties'))
    look(value as Record<string, unknown>, way);
  for (const [key, part] of Object.entries(value)) everySchema(part, look, `${way}/${key}`);
}

describe('the description of the interface', () => {
  test('is an OpenAPI 3.1 document', () => {
    expect(type).toBe('application/json; charset=utf-8');
    expect(api.openapi).toMatch(/^3\.1\.\d$/);
    expect(api.info).toMatchObject({ title: 'Lalian', version: expect.any(String) });
  });

  test('has every command, its body and its answers', () => {
    for (const command of Object.keys(COMMANDS)) {
      const operation = api.paths[`/api/tours/{tour}/commands/${command}`]?.post;
      expect([command, operation?.summary]).toEqual([command, command]);
      const body = operation?.requestBody?.content['application/json']?.schema;
      expect(body?.required).toContain('commandId');
      expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(['200', '4XX', '5XX']));
    }
  });

  test('has every other way in and out', () => {
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining([
        '/api/session',
        '/api/tours/{tour}/session',
        '/api/tours/{tour}/invites',
        '/api/tours/{tour}/invites/{inviteId}',
        '/api/tours/{tour}/pictures',
        '/track/{code}',
        '/live/{tour}/snapshot.json',
        '/live/{tour}/frames.json',
        '/live/{tour}/posts.json',
      ]),
    );
  });

  test('names every part of a path as a parameter, and none twice', () => {
    for (const { name, path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path');
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect([name, inPath.map((one) => one.name)]).toEqual([name, wanted]);
      expect(
        inPath.every((one) => one.required === true),
        name,
      ).toBe(true);
    }
  });

  test('says of every operation what it is, and describes every answer', () => {
    for (const { name, operation } of operations()) {
      expect(operation.summary, name).toBeTruthy();
      expect(operation.tags, name).toHaveLength(1);
      for (const answer of Object.values(operation.responses)) expect(answer.description, name).toBeTruthy();
    }
  });

  test('says where a session is needed', () => {
    for (const { name, path, operation } of operations()) {
      const closed = path.startsWith('/api/tours/{tour}/') && !path.endsWith('/session');
      expect([name, operation.security]).toEqual([
        name,
        closed ? [{ bearer: [] }, { cookie: [] }] : undefined,
      ]);
    }
    expect(Object.keys(api.components.securitySchemes)).toEqual(['bearer', 'cookie']);
  });

  test('older posts and pictures say what they take', () => {
    expect(api.paths['/live/{tour}/posts.json']?.get?.parameters).toContainEqual(
      expect.objectContaining({ name: 'before', in: 'query' }),
    );
    const picture = api.paths['/api/tours/{tour}/pictures']?.post?.requestBody?.content ?? {};
    expect(Object.keys(picture)).toEqual(expect.arrayContaining(['image/jpeg', 'image/png', 'image/webp']));
  });

  test('holds only schemas that JSON Schema 2020-12 knows', () => {
    const wrong: string[] = [];
    let count = 0;
    everySchema(api.paths, (schema, way) => {
      count += 1;
      const known = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null', undefined];
      if (!known.includes(schema.type as string)) wrong.push(`${way}: type ${String(schema.type)}`);
      if (Array.isArray(schema.items)) wrong.push(`${way}: items is a list`);
      if ('additionalItems' in schema || 'nullable' in schema) wrong.push(`${way}: an old keyword`);
      if (typeof schema.pattern === 'string') new RegExp(schema.pattern, 'u');
      if (Array.isArray(schema.required) && schema.type === 'object')
        for (const name of schema.required)
          if (!Object.hasOwn((schema.properties ?? {}) as object, String(name)))
            wrong.push(`${way}: requires ${String(name)}, which it does not describe`);
    });
    expect(count).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
    expect(JSON.stringify(api)).not.toContain('$ref');
  });

  test('names no secret, no address of this machine and no route of the operator', () => {
    const text = JSON.stringify(api);
    for (const inside of ['/metrics', '/healthz', '/readyz', '/tmp/', 'localhost'])
      expect([inside, text.includes(inside)]).toEqual([inside, false]);
  });
});
