import { isVisible } from '@borgcube/domain/form/visible-when';
import { counted, formatCount } from '../ui/format/count.ts';
import type { FieldSchema, NamedField } from './field-schema.ts';
import type { Values } from './form-values.ts';

/** Messages by dotted path; form-wide ones stand under ''. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/**
 * What can be told without asking: missing values, ranges and lengths. Patterns are left to the server, because
 * JSON Schema carries no words for them and the server does.
 */
export function checkValues(fields: readonly NamedField[], values: Values, above = ''): FieldErrors {
  const errors: Record<string, readonly string[]> = {};
  for (const { name, schema } of fields) {
    const path = above === '' ? name : `${above}.${name}`;
    if (!isVisible(schema.visibleWhen, values)) continue;
    const value = values[name];
    if (schema.fields) {
      if (isRecord(value)) Object.assign(errors, checkValues(schema.fields, value, path));
      continue;
    }
    const message = faultOf(schema, value);
    if (message) errors[path] = [message];
  }
  return errors;
}

function faultOf(schema: FieldSchema, value: unknown): string | null {
  if (isEmpty(value)) return schema.required && schema.widget !== 'hidden' ? missingWords(schema) : null;
  if (typeof value === 'number') return rangeFault(schema, value);
  if (typeof value === 'string') return lengthFault(schema, value);
  if (Array.isArray(value)) return itemsFault(schema, value.length);
  return null;
}

function missingWords(schema: FieldSchema): string {
  return schema.type === 'array' ? 'At least one line is needed.' : `${schema.title} is missing.`;
}

function rangeFault(schema: FieldSchema, value: number): string | null {
  // A duration is typed in other units than it is stored in; the server names its limits in words.
  if (schema.widget === 'duration') return null;
  if (schema.type === 'integer' && !Number.isInteger(value)) return 'A whole number.';
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined && (value < minimum || value > maximum))
    return `From ${formatCount(minimum)} to ${formatCount(maximum)}.`;
  if (minimum !== undefined && value < minimum) return `At least ${formatCount(minimum)}.`;
  if (maximum !== undefined && value > maximum) return `At most ${formatCount(maximum)}.`;
  return null;
}

function lengthFault(schema: FieldSchema, value: string): string | null {
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return `At most ${counted(schema.maxLength, 'character')}.`;
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return `At least ${counted(schema.minLength, 'character')}.`;
  return null;
}

function itemsFault(schema: FieldSchema, lines: number): string | null {
  if (schema.minItems !== undefined && lines < schema.minItems)
    return `At least ${counted(schema.minItems, 'line')}.`;
  if (schema.maxItems !== undefined && lines > schema.maxItems)
    return `At most ${counted(schema.maxItems, 'line')}.`;
  return null;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
