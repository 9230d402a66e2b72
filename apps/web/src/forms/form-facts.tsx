import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { Facts } from '../ui/facts.tsx';
import { formatDuration } from '../ui/format/duration.ts';
import { Section } from '../ui/section.tsx';
import { type FieldSchema, type NamedField, readForm } from './field-schema.ts';
import type { Values } from './form-values.ts';
import { referenceName } from './references.ts';

/** A stored record by the words of its form, for those who may not change it; what is empty is left out. */
export function FormFacts(props: { form: unknown; stored: Values; omit?: readonly string[] }) {
  const fields = readForm(props.form).filter(
    ({ name, schema }) => schema.widget !== 'hidden' && !props.omit?.includes(name),
  );
  const sections = [...new Set(fields.map(({ schema }) => schema.section))];
  return sections.map((section) => {
    const facts = fields
      .filter(({ schema }) => schema.section === section)
      .map(({ name, schema }) => factOf(name, schema, props.stored[name]));
    if (facts.every(([, value]) => value === undefined)) return null;
    return (
      <Section key={section} title={section}>
        <Facts facts={facts} />
      </Section>
    );
  });
}

function factOf(name: string, schema: NamedField['schema'], value: unknown): [string, ReactNode | undefined] {
  const empty = value === null || value === undefined || value === '';
  if (empty || (Array.isArray(value) && value.length === 0)) return [schema.title, undefined];
  return [schema.title, <FieldValue key={name} schema={schema} value={value} />];
}

function FieldValue(props: { schema: FieldSchema; value: unknown }) {
  const { schema, value } = props;
  if (schema.reference) return <ReferenceName noun={schema.reference} id={String(value)} />;
  if (Array.isArray(value)) return <Lines lines={value.map(String)} />;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (schema.widget === 'duration') return formatDuration(Number(value) * (schema.unit === 's' ? 1000 : 1));
  const words = schema.labels[String(value)] ?? String(value);
  return schema.unit ? `${words} ${schema.unit}` : words;
}

function Lines(props: { lines: readonly string[] }) {
  return (
    <span className="mono">
      {props.lines.map((line) => (
        <Fragment key={line}>
          {line}
          <br />
        </Fragment>
      ))}
    </span>
  );
}

function ReferenceName(props: { noun: string; id: string }) {
  const name = useQuery(referenceName(props.noun, props.id));
  return name.data ?? '';
}
