import type { PruneConfig } from '@borgcube/domain/prune/prune-config';
import type { RetentionPolicy } from '@borgcube/domain/retention/retention-policy';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { POLICIES_PATH, PRUNE_CONFIGS_PATH } from './retention-path.ts';

export function DeletePolicyDialog(props: { policy: RetentionPolicy; opened: boolean; onClose: () => void }) {
  const { policy } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.retentionPolicies.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: POLICIES_PATH });
        await refresh(trpc.retentionPolicies.pathKey());
        toast('ok', 'Deleted', `Policy ${policy.name} is gone.`);
      },
    }),
  );
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete policy ${policy.name}?`}
      keep="Keep it"
      act="Delete policy"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: policy.id })}
    >
      No archive is touched. A policy that a prune config uses stays.
    </ConfirmDialog>
  );
}

export function DeletePruneConfigDialog(props: {
  config: PruneConfig;
  opened: boolean;
  onClose: () => void;
}) {
  const { config } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.pruneConfigs.delete.mutationOptions({
      onSuccess: async ({ disabledSchedules }) => {
        await navigate({ to: PRUNE_CONFIGS_PATH });
        await refresh(trpc.pruneConfigs.pathKey(), trpc.schedules.pathKey(), trpc.system.pathKey());
        const off = disabledSchedules.map(({ name }) => name).join(', ');
        toast('ok', 'Deleted', `Prune config ${config.name} is gone.${off && ` Off now: ${off}.`}`);
      },
    }),
  );
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete prune config ${config.name}?`}
      keep="Keep it"
      act="Delete prune config"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={props.onClose}
      onAct={() => remove.mutate({ id: config.id })}
    >
      Its triggers and the scheduled actions that name it go with it; a schedule that then has none is
      switched off. No archive is touched.
    </ConfirmDialog>
  );
}
