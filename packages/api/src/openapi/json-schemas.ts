import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the console's forms are told beside the schema; nobody else's business. */
const HINTS = [
  'unit',
  'widget',
  'placeholder',
  'labels',
  'hints',
  'caution',
  'section',
  'advanced',
  'reference',
  'absentLabel',
  'visibleWhen',
];

/** Schemas of one document; what refers to itself goes to its components. */
export class JsonSchemas {
  readonly components: Record<string, unknown> = {};
  #count = 0;

  /** As it stands in the document: what is sent (`input`) or what is answered (`output`). */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const drawn = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => {
        for (const hint of HINTS) Reflect.deleteProperty(jsonSchema, hint);
      },
    });
    const { $schema: _, $defs = {}, ...plain } = drawn;
    this.#count += 1;
    const names = new Map(Object.keys($defs).map((name) => [`#/$defs/${name}`, `part${this.#count}${name}`]));
    for (const [name, definition] of Object.entries($defs)) {
      const component = names.get(`#/$defs/${name}`);
      if (component !== undefined) this.components[component] = withReferences(definition, names);
    }
    // An object in, an object out.
    return withReferences(plain, names) as JsonSchema;
  }
}

function withReferences(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key === '$ref' && typeof inner === 'string' ? names.get(inner) : undefined;
      return [key, name === undefined ? withReferences(inner, names) : `#/components/schemas/${name}`];
    }),
  );
}
