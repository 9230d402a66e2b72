import type { Archive } from '@borgcube/domain/archive/archive';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { counted } from '../../ui/format/count.ts';
import { Time } from '../../ui/time.tsx';
import { useRecordNames } from '../job/record-names.ts';
import { DeletionOutcome } from './deletion-outcome.tsx';
import { deletionPlan } from './deletion-plan.ts';

/** So many are named, the others counted. */
const NAMED = 5;

/** Says which archives go, which are left alone and why, and asks for the host name. */
export function DeleteArchivesDialog(props: {
  rows: readonly Archive[];
  opened: boolean;
  onClose: () => void;
  onStarted: () => void;
}) {
  const names = useRecordNames(props.rows);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { able, exceptions, clientId, repositoryId } = deletionPlan(props.rows);
  const host = names.client(clientId) ?? names.repository(repositoryId);
  const count = counted(able.length, 'archive');
  const remove = useMutation(
    trpc.archives.delete.mutationOptions({
      onSuccess: async (job) => {
        props.onClose();
        props.onStarted();
        await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
        await navigate({ to: `/jobs/${job.id}` });
      },
    }),
  );
  if (able.length === 0) {
    return (
      <ConfirmDialog
        opened={props.opened}
        question="None of these can be deleted."
        keep="Keep them"
        act="Close"
        danger={false}
        onKeep={props.onClose}
        onAct={props.onClose}
      >
        {exceptions.map((words) => (
          <p key={words}>{words}</p>
        ))}
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete ${count}${host ? ` of ${host}` : ''}?`}
      keep={able.length === 1 ? 'Keep it' : 'Keep them'}
      act={`Delete ${count}`}
      {...(host && { typed: host })}
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ ids: able.map((row) => row.id) })}
    >
      {able.slice(0, NAMED).map((row) => (
        <p key={row.id}>
          <span className="mono">{row.name}</span> <Time at={row.timestamp} as="date" />
        </p>
      ))}
      {able.length > NAMED && <p>and {able.length - NAMED} more.</p>}
      <p>{able.length === 1 ? 'It' : 'They'} cannot be brought back.</p>
      {props.opened && <DeletionOutcome ids={able.map((row) => row.id)} />}
      {exceptions.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </ConfirmDialog>
  );
}
