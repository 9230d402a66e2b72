import type { Archive } from '@borgcube/domain/archive/archive';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../frame/session.ts';
import { BulkBar } from '../../ui/bulk-bar.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { pairOf } from '../archive-diff/archive-pair.ts';
import { diffPath } from '../archive-diff/diff-path.ts';
import { PinArchives } from './archive-mark-acts.tsx';
import { DeleteArchivesDialog } from './delete-archives-dialog.tsx';

/** Acts on the selected archives. */
export function ArchiveBulkBar(props: { rows: readonly Archive[]; onClear: () => void }) {
  const { rows } = props;
  const [asked, setAsked] = useState(false);
  const admin = useMay('admin');
  const operator = useMay('operator');
  const pair = operator ? pairOf(rows) : null;
  return (
    <BulkBar names={rows.map((row) => row.name)} onClear={props.onClear}>
      {pair && (
        <LinkButton to={diffPath(pair)} variant="filled" size="sm">
          Compare
        </LinkButton>
      )}
      <PinArchives archives={rows} onDone={props.onClear} />
      {admin && (
        <Button variant="danger" size="sm" onClick={() => setAsked(true)}>
          Delete…
        </Button>
      )}
      <DeleteArchivesDialog
        rows={rows}
        opened={asked}
        onClose={() => setAsked(false)}
        onStarted={props.onClear}
      />
    </BulkBar>
  );
}
