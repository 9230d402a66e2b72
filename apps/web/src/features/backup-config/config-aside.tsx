import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { readForm } from '../../forms/field-schema.ts';
import { sameValue } from '../../forms/form-values.ts';
import type { FormState } from '../../forms/use-form-state.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import css from '../settings/settings.module.css';
import { commandText } from './command-text.ts';

/** Beside the form: the command of what is stored, and what the form would change. */
export function ConfigAside(props: { config: BackupConfig | null; state: FormState; form: unknown }) {
  const changes = readForm(props.form).filter(
    ({ name }) =>
      name in props.state.values && !sameValue(props.state.values[name], props.state.before[name]),
  );
  return (
    <>
      {props.config && <WhatWouldRun id={props.config.id} />}
      {props.config && (
        <Section title="Changes" note="against what is stored">
          {changes.length === 0 ? (
            <p className="ink3">None yet.</p>
          ) : (
            <Facts
              facts={changes.map(({ name, schema }) => [
                schema.title,
                <span key={name} className="mono">
                  {changeWords(props.state.before[name], props.state.values[name])}
                </span>,
              ])}
            />
          )}
        </Section>
      )}
      <Section>
        <p className="ink2 small">
          Jobs already queued keep what they were queued with. A new compression applies to new data only;
          what is stored stays as it is.
        </p>
      </Section>
    </>
  );
}

export function WhatWouldRun(props: { id: string }) {
  const { data } = useQuery(trpc.backupConfigs.commandLine.queryOptions({ id: props.id }));
  if (!data) return null;
  const text = commandText(data.words);
  return (
    <Section title="What would run" aside={<CopyButton text={text} />}>
      <pre className={`${css.line} mono`}>{text}</pre>
    </Section>
  );
}

function changeWords(before: unknown, after: unknown): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    const gone = before.filter((line) => !after.includes(line)).map((line) => `− ${line}`);
    const came = after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
    return [...gone, ...came].join('\n') || 'another order';
  }
  return `${words(before)} → ${words(after)}`;
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
