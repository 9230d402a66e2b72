import { expect, it } from 'vitest';
import { z } from 'zod';
import { findFaults, requireConformance } from './conformance.ts';
import { defineEvolvable } from './define-evolvable.ts';
import type { JobKind } from './define-job-kind.ts';
import type { Plugin } from './define-plugin.ts';

const step = (from: number, to: number) => ({ from, to, evolve: (data: unknown) => data });
const kind = (change: Partial<JobKind> = {}, schema: z.ZodType = z.strictObject({})): JobKind => ({
  name: 'bad.kind',
  verboseName: 'Kind',
  states: [],
  config: { schema, version: 1, steps: [] },
  access: () => null,
  executor: { run: async () => ({ state: 'done' }) },
  ...change,
});
const text = z.string().meta({ title: 'Text' });
const metric = { name: 'borgcube_bad_things', help: 'Things.', type: 'gauge', read: async () => [] } as const;

const FAULTS: readonly (readonly [string, Partial<Plugin>])[] = [
  ['kind must begin with bad., the name of its plugin', { jobKinds: [kind({ name: 'other.kind' })] }],
  ['bad.kind is declared twice', { jobKinds: [kind(), kind()] }],
  [
    'the metric borgcube_things must begin with borgcube_bad_',
    { metrics: [{ ...metric, name: 'borgcube_things' }] },
  ],
  ["a counter's name ends with _total", { metrics: [{ ...metric, type: 'counter' }] }],
  ['it has no help', { metrics: [{ ...metric, help: '' }] }],
  [
    'every kind has the state done',
    { jobKinds: [kind({ states: [{ name: 'done', verboseName: 'Done' }] })] },
  ],
  [
    'the state On is not named in lower case',
    { jobKinds: [kind({ states: [{ name: 'On', verboseName: 'On' }] })] },
  ],
  ['the state on has no verbose name', { jobKinds: [kind({ states: [{ name: 'on', verboseName: '' }] })] }],
  ['its form is no object with fields', { jobKinds: [kind({}, z.string())] }],
  ['takes fields that it does not know', { jobKinds: [kind({}, z.object({ text }))] }],
  ['the field plain has no title', { jobKinds: [kind({}, z.strictObject({ plain: z.string() }))] }],
  [
    'the field key is a secret',
    { jobKinds: [kind({}, z.strictObject({ key: text.meta({ title: 'Key', widget: 'password' }) }))] },
  ],
  [
    'the default of text is refused: Too short',
    {
      jobKinds: [
        kind({}, z.strictObject({ text: z.string().min(3, 'Too short').default('x').meta({ title: 'T' }) })),
      ],
    },
  ],
  [
    'no step leads from version 2 to 3',
    { jobKinds: [kind({ config: { schema: z.strictObject({}), version: 3, steps: [step(1, 3)] } })] },
  ],
  [
    'leads past the version 1',
    { jobKinds: [kind({ config: { schema: z.strictObject({}), version: 1, steps: [step(1, 2)] } })] },
  ],
  [
    'what make answers does not fit the schema',
    {
      data: [
        {
          ...defineEvolvable({ name: 'kept', schema: z.object({ n: z.int() }), make: () => ({ n: 1 }) }),
          make: () => 1,
        },
      ],
    },
  ],
  [
    'is not the same after JSON',
    {
      data: [
        defineEvolvable({
          name: 'kept',
          schema: z.object({ at: z.date() }),
          make: () => ({ at: new Date(0) }),
        }),
      ],
    },
  ],
  ['a link has a title and a url', { links: [{ title: 'Out', url: 'javascript:alert(1)' }] }],
  ['there is no hook jobStarted', { hooks: { jobStarted: () => {} } as Plugin['hooks'] & object }],
  ['jobKinds is no list', { jobKinds: {} as unknown as JobKind[] }],
];

it.each(FAULTS)('finds that %s', (fault, declared) => {
  const faults = findFaults({ name: 'bad', ...declared });
  expect(faults).toEqual([expect.stringContaining(fault)]);
  expect(() => requireConformance({ name: 'bad', ...declared })).toThrow(fault);
});

it('finds nothing in a plugin that is right', () => {
  const data = [
    defineEvolvable({
      name: 'kept',
      version: 3,
      schema: z.json(),
      steps: [step(1, 3), step(2, 3)],
      make: () => 1,
    }),
  ];
  expect(
    findFaults({ name: 'bad', jobKinds: [kind({}, z.strictObject({ text }))], metrics: [metric], data }),
  ).toEqual([]);
});
