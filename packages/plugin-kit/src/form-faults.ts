import { toForm } from '@borgcube/domain/form/field-meta';
import { z } from 'zod';

const REFERENCES = [
  'repository',
  'client',
  'backupConfig',
  'checkConfig',
  'pruneConfig',
  'retentionPolicy',
  'sshKey',
  'schedule',
];

const Field = z.looseObject({
  title: z.string().optional(),
  reference: z.string().optional(),
  widget: z.string().optional(),
  default: z.unknown().optional(),
});
const Form = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), Field).optional(),
});

/** What keeps a form from being drawn and sent, one sentence each. */
export function formFaults(
  owner: string,
  schema: z.ZodType,
  { mayHoldSecrets }: { readonly mayHoldSecrets: boolean },
): string[] {
  let drawn: unknown;
  try {
    drawn = toForm(schema);
  } catch (error) {
    return [`${owner}: its form cannot be drawn: ${error instanceof Error ? error.message : error}`];
  }
  const form = Form.safeParse(drawn);
  if (!form.success) return [`${owner}: its form is no object with fields`];
  const { properties = {} } = form.data;
  return [
    ...Object.entries(properties).flatMap(([name, field]) =>
      fieldFaults(`${owner}: the field ${name}`, field, mayHoldSecrets),
    ),
    ...defaultFaults(owner, schema, properties),
    ...(refusesUnknown(schema)
      ? []
      : [`${owner}: its form takes fields that it does not know (z.strictObject)`]),
  ];
}

function fieldFaults(field: string, asked: z.output<typeof Field>, mayHoldSecrets: boolean): string[] {
  const { title, reference, widget } = asked;
  const isSecret = widget === 'password' && !mayHoldSecrets;
  return [
    ...(title || widget === 'hidden' ? [] : [`${field} has no title`]),
    ...(reference === undefined || REFERENCES.includes(reference)
      ? []
      : [`${field} refers to ${reference}, which is no record`]),
    ...(isSecret ? [`${field} is a secret, and what is stored of it is not sealed`] : []),
  ];
}

/** A form that is opened and sent as it stands is refused for what is missing at most. */
function defaultFaults(
  owner: string,
  schema: z.ZodType,
  properties: Readonly<Record<string, z.output<typeof Field>>>,
): string[] {
  const given = Object.entries(properties).filter(([, field]) => field.default !== undefined);
  const result = schema.safeParse(Object.fromEntries(given.map(([name, field]) => [name, field.default])));
  if (result.success) return [];
  const names = new Set(given.map(([name]) => name));
  return result.error.issues
    .filter(({ path }) => names.has(String(path[0])))
    .map(
      ({ path, message }) => `${owner}: the default of ${path.map(String).join('.')} is refused: ${message}`,
    );
}

function refusesUnknown(schema: z.ZodType): boolean {
  const result = schema.safeParse({ 'no-such-field': 1 });
  return !result.success && result.error.issues.some(({ code }) => code === 'unrecognized_keys');
}
