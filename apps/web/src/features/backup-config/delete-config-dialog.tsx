import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';

export function DeleteConfigDialog(props: { config: BackupConfig; opened: boolean; onClose: () => void }) {
  const { config } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.backupConfigs.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: `/clients/${config.clientId}/configs` });
        await refresh(trpc.backupConfigs.pathKey(), trpc.system.pathKey());
        toast('ok', 'Deleted', `Config ${config.label} is gone. Schedules that ran it alone are off now.`);
      },
    }),
  );
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete config ${config.label}?`}
      keep="Keep it"
      act="Delete config"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: config.id })}
    >
      Its triggers and the scheduled actions that name it go with it; a schedule that then has none is
      switched off. Archives stay.
    </ConfirmDialog>
  );
}
