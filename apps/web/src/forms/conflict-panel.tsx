import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import css from './conflict-panel.module.css';
import type { NamedField } from './field-schema.ts';
import { initialValues, sameValue, type Values } from './form-values.ts';
import type { Conflict } from './use-save.ts';

/** Somebody else saved meanwhile: both values of each field that differs, and the question which to keep. */
export function ConflictPanel(
  props: Conflict & { fields: readonly NamedField[]; before: Values; mine: Values },
) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // In braces: Chromium answers a promise here, and an effect's answer is taken for its end.
    panel.current?.scrollIntoView({ block: 'center' });
  }, []);
  const theirs = initialValues(props.fields, props.theirs);
  const differing = props.fields.filter(({ name }) => !sameValue(theirs[name], props.mine[name]));
  return (
    <section ref={panel} className={css.panel} role="alert" aria-label="Changed meanwhile">
      <h2>This record was changed meanwhile. Which values stay?</h2>
      <table>
        <thead>
          <tr>
            <th>Field</th>
            <th>Stored now</th>
            <th>Yours</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ name, schema }) => (
            <tr key={name}>
              <th scope="row">{schema.title}</th>
              <td className="mono">{valueWords(theirs[name])}</td>
              <td className="mono">{valueWords(props.mine[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row wrap">
        <Button onClick={props.onKeepMine}>Save mine</Button>
        <Button variant="subtle" onClick={props.onTakeTheirs}>
          Take what is stored
        </Button>
      </div>
    </section>
  );
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
