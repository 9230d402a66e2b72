import type { Repository } from '@borgcube/domain/repository/repository';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

interface DialogProps {
  repository: Repository;
  opened: boolean;
  onClose: () => void;
}

/** Forgets the record; the data stays where it is. */
export function ForgetRepositoryDialog(props: DialogProps) {
  const { repository } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const forget = useMutation(
    trpc.repositories.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/repositories' });
        await refresh(trpc.repositories.pathKey(), trpc.system.pathKey());
        toast('ok', 'Forgotten', `${repository.name} is no longer known here. Its data stays.`);
      },
    }),
  );
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Forget repository ${repository.name}?`}
      keep="Keep it"
      act="Forget repository"
      typed={repository.name}
      busy={forget.isPending}
      error={forget.error ? errorWords(forget.error).message : null}
      onKeep={props.onClose}
      onAct={() => forget.mutate({ id: repository.id })}
    >
      The data at <span className="mono">{repository.url}</span> stays as it is. Its passphrase and key stay
      sealed in this server for at least 90 days: under Settings, System it can be brought back.
    </ConfirmDialog>
  );
}
