import { DownloadFormat } from '@borgcube/domain/archive/archive-download';

const text = (description: string, type = 'text/plain') => ({
  description,
  content: { [type]: { schema: { type: 'string' } } },
});
const REFUSED = { $ref: '#/components/responses/refused' };
const SIGNED_IN = [{ token: [] }, { session: [] }];

const TriggerAnswer = {
  type: 'object',
  properties: { jobs: { type: 'array', items: { type: 'integer' } } },
  required: ['jobs'],
};
const Health = {
  type: 'object',
  properties: { status: { type: 'string' }, version: { type: 'string' } },
  required: ['status', 'version'],
};
const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

const ArchiveId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const Format = { type: 'string', enum: DownloadFormat.options, default: 'raw' };
const DownloadAsked = {
  type: 'object',
  properties: { path: { type: 'array', items: { type: 'string' }, maxItems: 1000 }, format: Format },
  required: ['path'],
};

/** What is answered beside the procedures. */
export const PLAIN_ROUTES = {
  '/healthz': {
    get: {
      operationId: 'healthz',
      summary: 'Whether the database answers.',
      security: [],
      responses: { 200: json('It does.', Health), default: json('It does not.', {}) },
    },
  },
  '/readyz': {
    get: {
      operationId: 'readyz',
      summary: 'The same, with the state of the worker.',
      security: [],
      responses: { 200: json('Ready.', Health), default: json('Not ready.', {}) },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary:
        'Figures in the text format of Prometheus. Role: viewer, unless BORGCUBE_METRICS_OPEN is true.',
      security: [...SIGNED_IN, {}],
      responses: { 200: text('The figures.'), default: REFUSED },
    },
  },
  '/trigger/{uuid}': {
    post: {
      operationId: 'trigger',
      summary: 'Starts what the trigger belongs to. The id is the proof.',
      security: [],
      parameters: [{ name: 'uuid', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      responses: { 202: json('The ids of the jobs that it made.', TriggerAnswer), default: REFUSED },
    },
  },
  '/archives/{id}/download': {
    get: {
      operationId: 'archives.download',
      summary: 'Files and folders of an archive; raw is one file. Role: operator.',
      security: SIGNED_IN,
      parameters: [
        ArchiveId,
        {
          name: 'path',
          in: 'query',
          required: true,
          description: 'As Borg stores it, the whole archive is empty; several are repeated.',
          schema: { type: 'array', items: { type: 'string' } },
        },
        { name: 'format', in: 'query', schema: Format },
      ],
      responses: { 200: text('The bytes.', 'application/octet-stream'), default: REFUSED },
    },
    post: {
      operationId: 'archives.downloadMany',
      summary: 'The same, for more paths than an address holds. Role: operator.',
      security: SIGNED_IN,
      parameters: [ArchiveId],
      requestBody: { required: true, content: { 'application/json': { schema: DownloadAsked } } },
      responses: { 200: text('The bytes.', 'application/octet-stream'), default: REFUSED },
    },
  },
} as const;
