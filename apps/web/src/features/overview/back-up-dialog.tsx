import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useReferenceChoice } from '../../forms/use-reference-choice.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useRunConfig } from '../backup-config/use-run-config.ts';
import css from './overview.module.css';

/** Which config to run now. */
export function BackUpDialog(props: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title="Back up which config?">
      <ConfigChoice onClose={props.onClose} />
    </Dialog>
  );
}

function ConfigChoice(props: { onClose: () => void }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { select, isEmpty, only } = useReferenceChoice('backupConfig', chosen);
  const { busy, run } = useRunConfig();
  const config = chosen ?? only;
  return (
    <>
      <Select
        label="Config"
        placeholder={isEmpty ? 'There is none yet' : 'Choose'}
        {...select}
        value={config}
        nothingFoundMessage="No such name"
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
    </>
  );
}
