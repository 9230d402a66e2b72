import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kindsOf } from '../kind/kind-registry.ts';
import { getForm } from './get-form.ts';

const ctx = {
  actor: { type: 'user', id: '1', name: 'v', role: 'viewer' },
  kinds: kindsOf([]),
} as const;

const NAMES = [
  'repository',
  'repositoryInit',
  'client',
  'connection',
  'backupConfig',
  'schedule',
  'sshKey',
  'sshKeyImport',
  'user',
  'token',
  'restore',
];

const Field = z.looseObject({ title: z.string().optional(), widget: z.string().optional() });
const FormShape = z.looseObject({
  properties: z.record(z.string(), Field),
  required: z.array(z.string()).optional(),
});

describe('forms', () => {
  it.each(NAMES)('%s has a title for each field that is seen', (name) => {
    const { properties } = FormShape.parse(getForm(ctx, name));
    const untitled = Object.entries(properties)
      .filter(([, field]) => field.widget !== 'hidden' && !field.title)
      .map(([field]) => field);
    expect(untitled).toEqual([]);
  });

  it('carries defaults, hints and references, and asks for nothing that has a default', () => {
    const { properties, required } = FormShape.parse(getForm(ctx, 'backupConfig'));
    expect(properties.compression).toMatchObject({ default: 'lz4', title: 'Compression' });
    expect(properties.clientId).toMatchObject({ reference: 'client' });
    expect(properties.transport).toMatchObject({ enum: ['local', 'ssh', 'pull'], caution: ['ssh'] });
    expect(required).toEqual(['clientId', 'label', 'paths', 'repositoryId', 'transport']);
  });

  it('refuses a name that is no form', () => {
    expect(() => getForm(ctx, 'nonsense')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
