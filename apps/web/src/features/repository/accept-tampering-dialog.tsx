import type { Repository } from '@borgcube/domain/repository/repository';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { counted } from '../../ui/format/count.ts';

/** A person takes the loss of archives that someone else deleted. */
export function AcceptTamperingDialog(props: {
  repository: Repository;
  count: number;
  opened: boolean;
  onClose: () => void;
}) {
  const { repository } = props;
  const refresh = useRefresh();
  const accept = useMutation(
    trpc.repositories.acceptTampering.mutationOptions({
      onSuccess: async () => {
        props.onClose();
        await refresh(trpc.repositories.pathKey(), trpc.archives.pathKey(), trpc.system.pathKey());
      },
    }),
  );
  const archives = counted(props.count, 'archive');
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Accept that ${archives} of ${repository.name} ${props.count === 1 ? 'is' : 'are'} gone?`}
      keep="Not yet"
      act={`Forget ${archives}`}
      typed={repository.name}
      busy={accept.isPending}
      error={accept.error ? errorWords(accept.error).message : null}
      onKeep={props.onClose}
      onAct={() => accept.mutate({ id: repository.id })}
    >
      They leave the list, and the next compaction removes what is left of them for good. Before that, look at
      the machine that could delete them: whoever holds the passphrase of this repository can do it again.
    </ConfirmDialog>
  );
}
