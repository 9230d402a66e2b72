import { DOMAIN_ERROR_CODES } from '@borgcube/domain/error/domain-error';
import { type JsonSchema, JsonSchemas } from './json-schemas.ts';
import { PLAIN_ROUTES } from './plain-routes.ts';
import { type ProcedureFacts, readProcedures } from './read-procedures.ts';

const REFUSED = { $ref: '#/components/responses/refused' };

const Refusal: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'code', 'data'],
      properties: {
        message: { type: 'string', description: 'May be shown to a person.' },
        code: { type: 'integer', description: 'Of JSON-RPC.' },
        data: {
          type: 'object',
          required: ['code', 'httpStatus'],
          properties: {
            code: {
              type: 'string',
              examples: [...DOMAIN_ERROR_CODES],
            },
            httpStatus: { type: 'integer' },
            path: { type: 'string', description: 'The procedure.' },
            kind: { type: 'string', description: 'Why, for programs: name-taken, in-use, …' },
            fieldErrors: {
              type: 'object',
              description: 'Messages by field path; those about the whole form under the empty path.',
              additionalProperties: { type: 'array', items: { type: 'string' } },
            },
            requestId: { type: 'string', description: 'Under which the log of the server tells more.' },
          },
        },
      },
    },
  },
};

/** The procedures of the routers and the plain routes as an OpenAPI 3.1 document. */
export function describeApi(server: { readonly version: string; readonly url: string }): JsonSchema {
  const schemas = new JsonSchemas();
  const procedures = readProcedures().map((one) => [`/trpc/${one.path}`, operationsOf(one, schemas)]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'BorgCube',
      version: server.version,
      description:
        'Queries take their input as JSON in ?input=, mutations as JSON in the body. An answer stands under result.data. Instants are ISO 8601 texts in UTC, sizes are bytes, durations milliseconds.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server.url }],
    paths: { ...Object.fromEntries(procedures), ...PLAIN_ROUTES },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made by borgcube token create.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'borgcube.session_token',
          description: 'Of a browser; changes need a matching Origin.',
        },
      },
      responses: {
        refused: {
          description: 'A refusal, explained.',
          content: { 'application/json': { schema: Refusal } },
        },
      },
      schemas: schemas.components,
    },
  };
}

function operationsOf(procedure: ProcedureFacts, schemas: JsonSchemas): JsonSchema {
  const { path, type, role } = procedure;
  const common = {
    operationId: path,
    tags: [path.split('.')[0]],
    summary: role === 'anyone' ? 'For anyone.' : `Role: ${role}.`,
    security: role === 'anyone' ? [] : [{ token: [] }, { session: [] }],
  };
  const responses = { 200: answerOf(procedure, schemas), default: REFUSED };
  if (type === 'mutation') return { post: { ...common, ...bodyOf(procedure, schemas), responses } };
  return { get: { ...common, ...queryOf(procedure, schemas), responses } };
}

function answerOf({ type, output }: ProcedureFacts, schemas: JsonSchemas): JsonSchema {
  if (type === 'subscription') {
    const schema = { type: 'string', description: 'Server-sent events, each with an id; data is JSON.' };
    return { description: 'A stream of events.', content: { 'text/event-stream': { schema } } };
  }
  const data = output ? schemas.of(output, 'output') : {};
  const result = { type: 'object', required: ['data'], properties: { data } };
  const schema = { type: 'object', required: ['result'], properties: { result } };
  return { description: 'The answer.', content: { 'application/json': { schema } } };
}

function bodyOf({ input }: ProcedureFacts, schemas: JsonSchemas): JsonSchema {
  if (!input) return {};
  const required = !input.safeParse(undefined).success;
  return {
    requestBody: { required, content: { 'application/json': { schema: schemas.of(input, 'input') } } },
  };
}

function queryOf({ input }: ProcedureFacts, schemas: JsonSchemas): JsonSchema {
  if (!input) return {};
  const parameter = {
    name: 'input',
    in: 'query',
    required: !input.safeParse(undefined).success,
    content: { 'application/json': { schema: schemas.of(input, 'input') } },
  };
  return { parameters: [parameter] };
}
