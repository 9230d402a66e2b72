import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../frame/session.ts';
import { useKey } from '../../keys/use-key.ts';

const BackUpDialog = lazy(async () => ({ default: (await import('./back-up-dialog.tsx')).BackUpDialog }));

/** "Back up…": asks which config, then starts it. */
export function BackUp() {
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never');
  const may = useMay('operator');
  useKey(may ? 'b' : null, 'Back up', () => setState('open'));
  if (!may) return null;
  return (
    <>
      <Button
        leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
        onClick={() => setState('open')}
      >
        Back up…
      </Button>
      {state !== 'never' && (
        <Suspense>
          <BackUpDialog opened={state === 'open'} onClose={() => setState('closed')} />
        </Suspense>
      )}
    </>
  );
}
