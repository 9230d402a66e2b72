import type { CheckConfig } from '@borgcube/domain/check-config/check-config';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

export function DeleteCheckDialog(props: { config: CheckConfig; opened: boolean; onClose: () => void }) {
  const { config } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.checkConfigs.delete.mutationOptions({
      onSuccess: async ({ disabledSchedules }) => {
        await navigate({ to: '/verification' });
        await refresh(trpc.checkConfigs.pathKey(), trpc.schedules.pathKey(), trpc.system.pathKey());
        toast('ok', 'Deleted', `Check ${config.label} is gone.${offWords(disabledSchedules)}`);
      },
    }),
  );
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete check ${config.label}?`}
      keep="Keep it"
      act="Delete check"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: config.id })}
    >
      Its triggers and the scheduled actions that name it go with it; a schedule that then has none is
      switched off. What its checks found stays.
    </ConfirmDialog>
  );
}

function offWords(schedules: ReadonlyArray<{ name: string }>): string {
  if (schedules.length === 0) return '';
  return ` Off now: ${schedules.map(({ name }) => name).join(', ')}.`;
}
