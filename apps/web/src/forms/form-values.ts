import { isVisible } from '@borgcube/domain/form/visible-when';
import type { FieldSchema, NamedField } from './field-schema.ts';

export type Values = Readonly<Record<string, unknown>>;

/** What stands in the fields at first: the stored record where there is one, else the defaults. */
export function initialValues(fields: readonly NamedField[], stored: Values | null): Values {
  return Object.fromEntries(
    fields.map(({ name, schema }) => [
      name,
      initialValue(schema, stored === null ? undefined : stored[name], stored !== null),
    ]),
  );
}

function initialValue(schema: FieldSchema, stored: unknown, isStored: boolean): unknown {
  if (schema.fields) {
    if (isRecord(stored)) return initialValues(schema.fields, stored);
    return isStored || schema.nullable ? null : initialValues(schema.fields, null);
  }
  if (stored !== undefined && stored !== null) return stored;
  if (!isStored && schema.default !== undefined) return schema.default;
  return emptyValue(schema);
}

/** How an empty control looks in memory; an empty number is null. */
export function emptyValue(schema: FieldSchema): unknown {
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return null;
  if (schema.type === 'string' && !schema.reference) return '';
  return null;
}

/**
 * What is sent: empty optional controls become null where null is allowed and are left out where it is not;
 * an empty password always stands for "as it was". What is not asked for goes as it would stand in a new record.
 */
export function toPayload(fields: readonly NamedField[], values: Values): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (const { name, schema } of fields) {
    const value = payloadOf(schema, askedValue(schema, values, name));
    if (value !== undefined) payload[name] = value;
  }
  return payload;
}

/** What was typed; for a field that nothing beside it asks for, what a new record would hold. */
function askedValue(schema: FieldSchema, values: Values, name: string): unknown {
  return isVisible(schema.visibleWhen, values) ? values[name] : initialValue(schema, undefined, false);
}

/** Values without what was typed into fields that nothing asks for any more. */
export function askedValues(fields: readonly NamedField[], values: Values): Values {
  const settled = fields.map(({ name, schema }) => [name, askedValue(schema, values, name)] as const);
  return { ...values, ...Object.fromEntries(settled.filter(([name]) => name in values)) };
}

function payloadOf(schema: FieldSchema, value: unknown): unknown {
  if (schema.fields) return isRecord(value) ? toPayload(schema.fields, value) : null;
  if (value !== '' && value !== null && value !== undefined) return value;
  if (schema.widget === 'password') return undefined;
  if (schema.nullable) return null;
  if (value === '' && (schema.required || schema.default === '')) return '';
  return undefined;
}

/** The fields of the payload that differ from what was stored. */
export function changedFields(before: Values, after: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !sameValue(before[name], value)));
}

export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The value at a dotted path, `connection.remote`. */
export function valueAt(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), values);
}

/** A copy of the values with another one at a dotted path. */
export function withValue(values: Values, path: string, value: unknown): Values {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...values, [head]: value };
  const inner = values[head];
  return { ...values, [head]: withValue(isRecord(inner) ? inner : {}, rest.join('.'), value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
