import type { Client } from '@borgcube/domain/client/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

/** Deletes the record of a client; its archives stay in their repositories. */
export function DeleteClientDialog(props: { client: Client; opened: boolean; onClose: () => void }) {
  const { client } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.clients.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/clients' });
        await refresh(trpc.clients.pathKey(), trpc.system.pathKey());
        toast('ok', 'Deleted', `${client.hostname} is no longer backed up. Its archives stay.`);
      },
    }),
  );
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete client ${client.hostname}?`}
      keep="Keep it"
      act="Delete client"
      typed={client.hostname}
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: client.id })}
    >
      Its connection and configs go and cannot be brought back. Its archives stay in their repositories.
    </ConfirmDialog>
  );
}
