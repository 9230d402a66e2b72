import { BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { ClientCreate } from '@borgcube/domain/client/client';
import { toForm } from '@borgcube/domain/form/field-meta';
import { DrillJobData } from '@borgcube/domain/proof/drill';
import { describe, expect, test } from 'vitest';
import { checkValues } from './check-values.ts';
import { readForm } from './field-schema.ts';
import { askedValues, changedFields, initialValues, toPayload, valueAt, withValue } from './form-values.ts';

const CLIENT = readForm(toForm(ClientCreate));
const CONFIG = readForm(toForm(BackupConfigCreate));
const DRILL = readForm(toForm(DrillJobData));

const field = (form: typeof CLIENT, name: string) => form.find((entry) => entry.name === name)?.schema;

describe('reading a form', () => {
  test('hints, sections and defaults arrive from the schema', () => {
    expect(field(CONFIG, 'transport')).toMatchObject({
      type: 'string',
      required: true,
      enum: ['local', 'ssh', 'pull'],
      caution: ['ssh'],
      section: 'How',
    });
    expect(field(CONFIG, 'checkpointInterval')).toMatchObject({ default: 1800, advanced: true, unit: 's' });
    expect(field(CONFIG, 'paths')).toMatchObject({ type: 'array', widget: 'list', minItems: 1 });
    expect(field(CONFIG, 'repositoryId')).toMatchObject({ reference: 'repository', required: true });
  });
  test('a nullable object keeps its fields and its switch', () => {
    const connection = field(CLIENT, 'connection');
    expect(connection).toMatchObject({ type: 'object', nullable: true });
    expect(connection?.absentLabel).toContain('no connection');
    expect(connection?.fields?.map((entry) => entry.name)).toContain('remote');
  });
  test('an integer without limits of ours has none', () => {
    expect(field(CONFIG, 'maxDuration')?.maximum).toBeUndefined();
    expect(field(CONFIG, 'maxDuration')?.nullable).toBe(true);
  });
});

describe('values', () => {
  test('a new record starts with the defaults', () => {
    expect(initialValues(CONFIG, null)).toMatchObject({
      compression: 'lz4',
      oneFileSystem: true,
      paths: [],
      rateLimit: null,
      clientId: null,
    });
    expect(initialValues(CLIENT, null).connection).toBeNull();
  });
  test('a stored record wins over defaults, and absent stays absent', () => {
    const stored = { hostname: 'web01', description: '', objective: 1, connection: null };
    expect(initialValues(CLIENT, stored)).toEqual(stored);
  });
  test('empty controls become null where null is allowed and vanish where it is not', () => {
    const payload = toPayload(CONFIG, { ...initialValues(CONFIG, null), label: 'system' });
    expect(payload.rateLimit).toBeNull();
    expect(payload.extraOptions).toBe('');
    expect('clientId' in payload).toBe(false);
  });
  test('only what changed is sent', () => {
    expect(changedFields({ a: 1, b: ['x'] }, { a: 1, b: ['x', 'y'] })).toEqual({ b: ['x', 'y'] });
  });
  test('dotted paths reach into nested objects', () => {
    const values = withValue({ connection: { port: 22 } }, 'connection.remote', 'a@b');
    expect(values).toEqual({ connection: { port: 22, remote: 'a@b' } });
    expect(valueAt(values, 'connection.remote')).toBe('a@b');
    expect(valueAt({ connection: null }, 'connection.remote')).toBeUndefined();
  });
});

describe('checking before the server is asked', () => {
  test('what is missing is named', () => {
    const errors = checkValues(CONFIG, initialValues(CONFIG, null));
    expect(Object.keys(errors).sort()).toEqual(['clientId', 'label', 'paths', 'repositoryId', 'transport']);
    expect(errors.label).toEqual(['Label is missing.']);
  });
  test('ranges are said in both ends, also inside an object', () => {
    const values = { hostname: 'web01', objective: 9e7, connection: { remote: '', port: 70_000 } };
    expect(checkValues(CLIENT, values)).toEqual({
      'connection.remote': ['User and host is missing.'],
      'connection.port': ['From 1 to 65,535.'],
    });
  });
  test('what is in order gives no message', () => {
    expect(checkValues(CLIENT, { hostname: 'web01', objective: 9e7, connection: null })).toEqual({});
  });
});

describe('a field that only some values beside it ask for', () => {
  const typed = { backupConfigId: 'c', archiveId: null, files: 9999, paths: ['etc'], bytesMax: 1, seed: 's' };

  test('is neither checked nor sent as it was typed', () => {
    const values = { ...typed, scope: 'canary' };
    expect(checkValues(DRILL, values)).toEqual({});
    expect(toPayload(DRILL, values)).toMatchObject({
      paths: ['etc'],
      files: 25,
      bytesMax: 1024 ** 3,
      seed: '',
    });
  });
  test('is, where they do', () => {
    const values = { ...typed, scope: 'sample' };
    expect(checkValues(DRILL, values)).toEqual({ files: ['From 1 to 1,000.'] });
    expect(toPayload(DRILL, values)).toMatchObject({ paths: [], files: 9999, bytesMax: 1, seed: 's' });
    expect(DrillJobData.safeParse(toPayload(DRILL, { ...values, files: 3 })).success).toBe(true);
  });
  test('loses what was typed, and nothing is added that was not there', () => {
    expect(askedValues(DRILL, { scope: 'everything', paths: ['etc'] })).toEqual({
      scope: 'everything',
      paths: [],
    });
  });
});
