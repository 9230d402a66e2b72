import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeApi } from './describe-api.ts';
import { readProcedures } from './read-procedures.ts';

const Content = z.object({ 'application/json': z.object({ schema: z.looseObject({}) }) });
const Parameter = z.looseObject({
  name: z.string(),
  in: z.enum(['query', 'path']),
  required: z.boolean().optional(),
});
const Operation = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()).optional(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.tuple([]))),
  parameters: z.array(Parameter).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(
    z.string().regex(/^(\d{3}|default)$/),
    z.union([
      z.strictObject({ $ref: z.string() }),
      z.strictObject({ description: z.string(), content: z.record(z.string(), z.unknown()) }),
    ]),
  ),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.literal('1.2.3') }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post']), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

// As it is sent.
const sent: unknown = JSON.parse(JSON.stringify(describeApi({ version: '1.2.3', url: 'http://localhost' })));
const document = Document.parse(sent);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}

function found(reference: string): unknown {
  const [start, ...path] = reference.split('/');
  return start === '#' ? path.reduce<unknown>((value, key) => Object(value)[key], sent) : undefined;
}

it('holds every procedure once, by its name, kind of call and role', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, type, role } of readProcedures()) {
    const operation = document.paths[`/trpc/${path}`]?.[type === 'mutation' ? 'post' : 'get'];
    expect(operation, path).toMatchObject({ operationId: path });
    expect(operation?.security, path).toEqual(role === 'anyone' ? [] : [{ token: [] }, { session: [] }]);
    if (role !== 'anyone') expect(operation?.summary, path).toBe(`Role: ${role}.`);
  }
});

it('refers to nothing that it does not hold', () => {
  const references = referencesIn(sent);
  expect(references.length).toBeGreaterThan(0);
  expect(references.filter((reference) => found(reference) === undefined)).toEqual([]);
  expect(JSON.stringify(sent)).not.toContain('$defs');
});

it('names each parameter of a path', () => {
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? [];
    expect(declared, path).toEqual(inPath);
  }
});

it('keeps what only forms are told to itself, and fields of that name', () => {
  const text = JSON.stringify(sent);
  expect(text).not.toMatch(/"widget":"|"placeholder":"|"section":"/);
  expect(text).toContain('"title":"Paths"');
});

it('describes input as it is typed and answers as they come', () => {
  const create = document.paths['/trpc/backupConfigs.create']?.post;
  expect(create?.requestBody).toMatchObject({
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: expect.not.arrayContaining(['compression']),
          properties: { compression: { default: 'lz4' }, paths: { type: 'array', minItems: 1 } },
          additionalProperties: false,
        },
      },
    },
  });
  const list = document.paths['/trpc/clients.list']?.get;
  expect(list?.parameters).toMatchObject([{ name: 'input', in: 'query', required: false }]);
});
