import type { JobDetail } from '@borgcube/domain/job/job';
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { configPath } from './config-path.ts';

/** The config's name, and behind its version the copy that this job was made with. */
export function FrozenConfig(props: { job: JobDetail }) {
  const { job } = props;
  const [opened, setOpened] = useState(false);
  const to = configPath(job);
  const unnamed = to ? 'its backup config' : job.kind.includes('.') ? 'its form' : 'its plan';
  const label = String(job.config?.label ?? unnamed);
  return (
    <>
      {to ? <TextLink to={to}>{label}</TextLink> : label}{' '}
      <UnstyledButton className="ink3" fz="inherit" td="underline dotted" onClick={() => setOpened(true)}>
        {job.configVersion === null ? 'as it was' : `version ${job.configVersion}`}
      </UnstyledButton>
      <Dialog
        withCloseButton
        opened={opened}
        onClose={() => setOpened(false)}
        title={`${label}, as job ${job.id} took it`}
      >
        <Facts
          facts={Object.entries(job.config ?? {})
            .filter(([, value]) => typeof value !== 'object' || Array.isArray(value))
            .map(([name, value]) => [name, <Value key={name} value={value} />] as const)}
        />
      </Dialog>
    </>
  );
}

function Value(props: { value: unknown }) {
  const { value } = props;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="ink3">none</span>;
  if (!Array.isArray(value)) return <span className="mono">{String(value)}</span>;
  return (
    <ul className="mono">
      {value.map((item) => (
        <li key={itemWords(item)}>{itemWords(item)}</li>
      ))}
    </ul>
  );
}

/** A record in a list is told by its name. */
function itemWords(item: unknown): string {
  const name = Object(item).name;
  return typeof name === 'string' ? name : String(item);
}
