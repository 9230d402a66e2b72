import { isFinal } from '@borgcube/domain/job/job-state';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { counted } from '../../ui/format/count.ts';
import type { ClientRow } from './client-standing.ts';
import { useBackUp } from './use-back-up.ts';

/** Acts on the selected clients; names the number and the exceptions before it runs. */
export function ClientBulkBar(props: { rows: readonly ClientRow[]; onClear: () => void }) {
  const { rows } = props;
  const [asked, setAsked] = useState(false);
  const backUp = useBackUp();
  const exceptions = exceptionsOf(rows);
  const able = rows.filter((row) => row.configs.some((config) => config.enabled));
  const start = async () => {
    await backUp.run(able);
    setAsked(false);
    props.onClear();
  };
  return (
    <BulkBar names={rows.map((row) => row.client.hostname)} onClear={props.onClear}>
      <Button variant="filled" size="sm" disabled={able.length === 0} onClick={() => setAsked(true)}>
        Back up now…
      </Button>
      <ConfirmDialog
        opened={asked}
        question={`Back up ${counted(able.length, 'client')} now?`}
        keep="Not now"
        act={`Back up ${counted(able.length, 'client')}`}
        danger={false}
        busy={backUp.busy}
        onKeep={() => setAsked(false)}
        onAct={() => void start()}
      >
        <p>{able.map((row) => row.client.hostname).join(', ')}</p>
        {exceptions.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </ConfirmDialog>
    </BulkBar>
  );
}

function exceptionsOf(rows: readonly ClientRow[]): string[] {
  const busy = rows.filter((row) => row.lastJob && !isFinal(row.lastJob.state)).length;
  const idle = rows.filter((row) => !row.configs.some((config) => config.enabled)).length;
  return [
    ...(busy > 0
      ? [
          `${busy} ${busy === 1 ? 'is' : 'are'} queued or running already and ${busy === 1 ? 'is' : 'are'} left alone.`,
        ]
      : []),
    ...(idle > 0 ? [`${idle} ${idle === 1 ? 'has' : 'have'} no config that is on.`] : []),
  ];
}
