import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { toast } from '../../ui/toast.tsx';

/** Starts one check and opens its job page; the one that is there already, if it was queued before. */
export function useRunCheck(): { busy: boolean; run: (id: string) => void } {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const started = useMutation(
    trpc.checkConfigs.run.mutationOptions({
      onSuccess: async (job) => {
        if (job.alreadyQueued) toast('neutral', 'Queued already', `Job ${job.id} is the same check.`);
        await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
        await navigate({ to: `/jobs/${job.id}` });
      },
      onError: (error) => toast('failed', 'Not started', errorWords(error).message),
    }),
  );
  return { busy: started.isPending, run: (id) => started.mutate({ id }) };
}
