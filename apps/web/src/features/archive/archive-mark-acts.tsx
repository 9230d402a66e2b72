import type { Archive } from '@borgcube/domain/archive/archive';
import { Button } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { suspectWords } from './suspect-words.ts';
import { usePin } from './use-pin.ts';

type Marked = Pick<Archive, 'id' | 'name' | 'pinned' | 'suspect'>;

/** Pins archives, or lets them go again; a pinned one is never pruned. */
export function PinArchives(props: { archives: readonly Marked[]; onDone?: () => void }) {
  const { archives } = props;
  const operator = useMay('operator');
  const pin = usePin(archives, props.onDone);
  if (!operator || archives.length === 0) return null;
  const Shape = pin.pinned ? IconPin : IconPinnedOff;
  return (
    <Button
      size="sm"
      leftSection={<Shape size={14} stroke={1.75} aria-hidden />}
      loading={pin.busy}
      onClick={pin.run}
    >
      {pin.pinned ? 'Pin' : 'Unpin'}
    </Button>
  );
}

/** Takes what looked wrong for how it is from now on; prune of its group goes on. */
export function AcceptSuspect(props: { archive: Marked }) {
  const { id, name, suspect } = props.archive;
  const operator = useMay('operator');
  const refresh = useRefresh();
  const [asked, setAsked] = useState(false);
  const accept = useMutation(
    trpc.archives.acceptSuspect.mutationOptions({
      onSuccess: async () => {
        await refresh(
          trpc.archives.pathKey(),
          trpc.clients.pathKey(),
          trpc.pruneConfigs.pathKey(),
          trpc.system.pathKey(),
        );
        setAsked(false);
        toast('ok', 'Accepted', `${name} is good as it is.`);
      },
    }),
  );
  if (!operator || suspect === null) return null;
  return (
    <>
      <Button size="sm" onClick={() => setAsked(true)}>
        Accept as the new normal…
      </Button>
      <ConfirmDialog
        opened={asked}
        question={`Accept ${name} as the new normal?`}
        keep="Not yet"
        act="Accept it"
        danger={false}
        busy={accept.isPending}
        error={accept.error ? errorWords(accept.error).message : null}
        onKeep={() => setAsked(false)}
        onAct={() => accept.mutate({ id })}
      >
        {suspectWords(suspect)} Look into it first. Once it is accepted it counts as a good archive, later
        backups are compared with it, and prune may delete the older ones.
      </ConfirmDialog>
    </>
  );
}
