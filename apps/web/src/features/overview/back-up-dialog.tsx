import { Button, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { referenceOptions } from '../../forms/references.ts';
import { useRunConfig } from '../backup-config/use-run-config.ts';
import css from './overview.module.css';

/** Which config to run now. */
export function BackUpDialog(props: { opened: boolean; onClose: () => void }) {
  const configs = useQuery({ ...referenceOptions('backupConfig'), enabled: props.opened });
  const [chosen, setChosen] = useState<string | null>(null);
  const { busy, run } = useRunConfig();
  const options = configs.data ?? [];
  const config = chosen ?? (options.length === 1 ? (options[0]?.value ?? null) : null);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Back up which config?">
      <Select
        label="Config"
        placeholder={configs.data && options.length === 0 ? 'There is none yet' : 'Choose'}
        data={options}
        value={config}
        searchable
        data-autofocus
        onChange={setChosen}
      />
      <div className={css.dialogActs}>
        <Button variant="subtle" onClick={props.onClose}>
          Not now
        </Button>
        <Button
          variant="filled"
          loading={busy}
          disabled={config === null}
          onClick={() => config && run(config)}
        >
          Back up now
        </Button>
      </div>
    </Modal>
  );
}
