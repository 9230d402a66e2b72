import type { PrunePlan } from '@borgcube/domain/prune/prune-plan';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { counted } from '../../ui/format/count.ts';

/** Lets go of what the breaker stopped; asks for the host's name, or where there are several for the repository's. */
export function ConfirmPlanDialog(props: { plan: PrunePlan; opened: boolean; onClose: () => void }) {
  const { plan } = props;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const confirm = useMutation(
    trpc.pruneConfigs.confirmPlan.mutationOptions({
      onSuccess: async ({ jobs }) => {
        await refresh(trpc.pruneConfigs.pathKey(), trpc.jobs.pathKey(), trpc.system.pathKey());
        await navigate({ to: `/jobs/${jobs[0]}` });
      },
    }),
  );
  const archives = counted(plan.deleted, 'archive');
  const whose = ownerOf(plan);
  return (
    <ConfirmDialog
      opened={props.opened}
      question={`Delete ${archives} of ${whose}?`}
      keep="Keep them"
      act={`Delete ${archives}`}
      typed={whose}
      busy={confirm.isPending}
      error={confirm.error ? errorWords(confirm.error).message : null}
      onKeep={props.onClose}
      onAct={() => confirm.mutate({ planId: plan.id })}
    >
      The job looks at the repository once more, and deletes only if that is the very same set of archives.
      What it deletes is gone for good once the repository is compacted.
    </ConfirmDialog>
  );
}

function ownerOf({ groups, repositoryName }: PrunePlan): string {
  const hosts = new Set(
    groups
      .filter(({ archives }) => archives.some(({ keep }) => !keep))
      .map(({ clientHostname }) => clientHostname),
  );
  const [host] = hosts;
  return hosts.size === 1 && host !== undefined ? host : (repositoryName ?? 'this repository');
}
