import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly content: Contents }[];
  readonly requestBody?: { readonly content: Contents };
  readonly responses: Readonly<Record<string, { readonly content: Contents }>>;
}
type Contents = Readonly<Record<string, { readonly schema: object }>>;
interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: { readonly refused: { readonly content: Contents } } };
}

let house: House;
let document: Document;
beforeAll(async () => {
  house = await startHouse();
  document = (await (await fetch(`${house.server.url}/openapi.json`)).json()) as Document;
});
afterAll(() => house[Symbol.asyncDispose]());

const schemaOf = (contents: Contents | undefined) =>
  // The document's own dialect; zod reads it back.
  z.fromJSONSchema(contents?.['application/json']?.schema as Parameters<typeof z.fromJSONSchema>[0]);

/** Calls what the document says, knowing nothing else. */
async function call(path: string, input: unknown, withToken = true) {
  const [[method = 'get', operation] = []] = Object.entries(document.paths[path] ?? {});
  if (!operation) throw new Error(`${path} is not described`);
  const query = operation.parameters?.some(({ name }) => name === 'input');
  const url = new URL(path, document.servers[0]?.url);
  if (query && input !== undefined) url.searchParams.set('input', JSON.stringify(input));
  const answer = await fetch(url, {
    method: method.toUpperCase(),
    headers: {
      ...(withToken ? { authorization: `Bearer ${house.token}` } : {}),
      ...(operation.requestBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(operation.requestBody ? { body: JSON.stringify(input) } : {}),
  });
  return { operation, status: answer.status, body: (await answer.json()) as unknown };
}

it('is enough to make a client, to read it back, and to understand the answers', async () => {
  const input = { hostname: 'described01', connection: { remote: 'root@described01.lan' } };
  const made = await call('/trpc/clients.create', input);
  expect(schemaOf(made.operation.requestBody?.content).safeParse(input).error).toBeUndefined();
  expect(made.status).toBe(200);
  const answer = schemaOf(made.operation.responses['200']?.content);
  expect(answer.safeParse(made.body).error).toBeUndefined();
  for (const [path, asked] of [
    ['/trpc/clients.list', { limit: 5 }],
    ['/trpc/clients.list', undefined],
    ['/trpc/system.status', undefined],
    ['/trpc/system.dashboard', undefined],
    ['/trpc/system.plugins', undefined],
    ['/trpc/scheduledActions.kinds', undefined],
    ['/trpc/jobs.list', { state: 'failed' }],
  ] as const) {
    const { status, operation, body } = await call(path, asked);
    expect([path, status]).toEqual([path, 200]);
    expect(schemaOf(operation.responses['200']?.content).safeParse(body).error, path).toBeUndefined();
  }
});

it('tells the shape of a refusal', async () => {
  const refused = schemaOf(document.components.responses.refused.content);
  for (const { status, body } of [
    await call('/trpc/clients.create', { hostname: 'no good' }),
    await call('/trpc/clients.get', { id: 'missing' }),
    await call('/trpc/clients.list', undefined, false),
  ]) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(refused.safeParse(body).error).toBeUndefined();
  }
});
