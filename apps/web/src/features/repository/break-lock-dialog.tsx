import type { Repository } from '@borgcube/domain/repository/repository';
import { useMutation, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

/** Breaks the lock of a Borg that is gone: proven gone, or a person answers for it by the repository's name. */
export function BreakLockDialog(props: { repository: Repository; opened: boolean; onClose: () => void }) {
  const { id, name } = props.repository;
  const refresh = useRefresh();
  const { data } = useQuery({ ...trpc.repositories.lock.queryOptions({ id }), enabled: props.opened });
  const breakLock = useMutation(
    trpc.repositories.breakLock.mutationOptions({
      onSuccess: async (found) => {
        props.onClose();
        await refresh(trpc.repositories.pathKey());
        if (found.broken) toast('ok', 'Broken', `The lock of ${name} is gone.`);
        else toast('neutral', 'No lock', `${name} was not locked.`);
      },
    }),
  );
  const holders = data?.holders ?? [];
  const isProven = data?.readable === true && holders.every(({ fate }) => fate === 'gone');
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Break the lock of ${name}?`}
      keep="Leave it"
      act="Break lock"
      {...(isProven ? {} : { typed: name })}
      busy={breakLock.isPending}
      error={breakLock.error ? errorWords(breakLock.error).message : null}
      onKeep={props.onClose}
      onAct={() => breakLock.mutate(isProven ? { id } : { id, confirm: name })}
    >
      {holders.map((holder) => (
        <p key={`${holder.host} ${holder.pid}`}>{holder.sentence}</p>
      ))}
      {data?.readable === false && <p>It lies behind ssh: who holds its lock cannot be seen from here.</p>}
      <p>
        {isProven
          ? 'Nobody works on it, so its lock can go.'
          : 'Breaking the lock of a Borg that lives can damage the repository: make sure that it is gone, on every machine.'}
      </p>
    </ConfirmDialog>
  );
}
