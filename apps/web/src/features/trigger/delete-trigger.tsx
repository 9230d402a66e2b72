import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export function DeleteTrigger(props: {
  trigger: Trigger;
  onClose: () => void;
  onDeleted: () => Promise<unknown>;
}) {
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.triggers.delete.mutationOptions({
      onSuccess: async () => {
        await props.onDeleted();
        await refresh(trpc.triggers.list.pathKey());
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question="Delete this trigger?"
      keep="Keep it"
      act="Delete 1 trigger"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: props.trigger.id })}
    >
      Whoever uses its id is refused from then on, as if it had never been. What it started stays. Switched
      off, it can be used again later.
    </ConfirmDialog>
  );
}
