import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { toast } from '../../ui/toast.tsx';

/** Starts a prune config and opens its job, or the list of them where it has several repositories. */
export function useRunPrune(): { busy: boolean; run: (id: string) => void } {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const started = useMutation(
    trpc.pruneConfigs.run.mutationOptions({
      onSuccess: async ({ jobs, alreadyQueued }) => {
        if (jobs.length === 0) {
          toast('neutral', 'Nothing to do', 'There is no repository here yet.');
          return;
        }
        if (alreadyQueued.length > 0) {
          toast(
            'neutral',
            'Queued already',
            `The same prune waits or runs as job ${alreadyQueued.join(', ')}.`,
          );
        }
        await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
        await navigate({ to: jobs.length === 1 ? `/jobs/${jobs[0]}` : '/jobs' });
      },
      onError: (error) => toast('failed', 'Not started', errorWords(error).message),
    }),
  );
  return { busy: started.isPending, run: (id) => started.mutate({ id }) };
}
