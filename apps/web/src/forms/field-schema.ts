import type { VisibleWhen } from '@borgcube/domain/form/visible-when';

/** A field of a form: JSON Schema with the interface hints that travel beside it. */
export interface FieldSchema {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  /** May be null, which stands for "left empty". */
  nullable: boolean;
  required: boolean;
  title: string;
  description?: string;
  unit?: string;
  widget?: string;
  placeholder?: string;
  labels: Readonly<Record<string, string>>;
  hints: Readonly<Record<string, string>>;
  caution: readonly string[];
  section: string;
  advanced: boolean;
  visibleWhen?: VisibleWhen;
  reference?: string;
  absentLabel?: string;
  enum?: readonly string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: FieldSchema;
  fields?: readonly NamedField[];
}

export interface NamedField {
  name: string;
  schema: FieldSchema;
}

const TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;
const NUMBERS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;
const TEXTS = ['description', 'unit', 'widget', 'placeholder', 'reference', 'absentLabel'] as const;

/** Reads a form as `forms.get` delivers it; what the reader does not know is left out, never guessed. */
export function readForm(json: unknown): readonly NamedField[] {
  return readProperties(asObject(json), '');
}

function readProperties(json: Record<string, unknown>, section: string): NamedField[] {
  const required = asList(json.required);
  return Object.entries(asObject(json.properties)).map(([name, raw]) => ({
    name,
    schema: readField(name, asObject(raw), required.includes(name), section),
  }));
}

function readField(
  name: string,
  outer: Record<string, unknown>,
  required: boolean,
  section: string,
): FieldSchema {
  const branches = asList(outer.anyOf).map(asObject);
  const nullable = branches.some((branch) => branch.type === 'null');
  const only = branches.filter((branch) => branch.type !== 'null');
  const json = { ...(only.length === 1 ? only[0] : {}), ...outer };
  const own = textAt(json, 'section') ?? section;
  const field: FieldSchema = {
    nullable,
    required: required && json.default === undefined,
    title: textAt(json, 'title') ?? name,
    labels: textsAt(json, 'labels'),
    hints: textsAt(json, 'hints'),
    caution: asList(json.caution).map(String),
    section: own,
    advanced: json.advanced === true,
  };
  const type = TYPES.find((known) => known === json.type);
  if (type) field.type = type;
  for (const key of TEXTS) assignDefined(field, key, textAt(json, key));
  for (const key of NUMBERS) assignDefined(field, key, numberAt(json, key));
  if (json.visibleWhen !== undefined) field.visibleWhen = conditionsAt(json.visibleWhen);
  if (json.default !== undefined) field.default = json.default;
  if (Array.isArray(json.enum)) field.enum = json.enum.map(String);
  if (json.items !== undefined) field.items = readField(name, asObject(json.items), true, own);
  if (type === 'object') field.fields = readProperties(json, own);
  return field;
}

function assignDefined<Key extends keyof FieldSchema>(
  field: FieldSchema,
  key: Key,
  value: FieldSchema[Key] | undefined,
): void {
  if (value !== undefined) field[key] = value;
}

function textAt(json: Record<string, unknown>, key: string): string | undefined {
  const value = json[key];
  return typeof value === 'string' ? value : undefined;
}

/** zod writes the safe integer range into every integer; that is no limit a person set. */
function numberAt(json: Record<string, unknown>, key: string): number | undefined {
  const value = json[key];
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function textsAt(json: Record<string, unknown>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(asObject(json[key])).map(([name, text]) => [name, String(text)]));
}

function conditionsAt(json: unknown): VisibleWhen {
  return Object.fromEntries(
    Object.entries(asObject(json)).map(([name, values]) => [name, asList(values).map(String)]),
  );
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
