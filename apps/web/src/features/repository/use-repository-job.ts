import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { toast } from '../../ui/toast.tsx';

/** Starts a job that works on a whole repository, and opens its page. */
export function useRepositoryJob(kind: 'sync' | 'compact'): { busy: boolean; run: (id: string) => void } {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const started = useMutation(
    trpc.repositories[kind].mutationOptions({
      onSuccess: async (job) => {
        if (job.alreadyQueued) toast('neutral', 'Queued already', `Job ${job.id} does the same.`);
        await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
        await navigate({ to: `/jobs/${job.id}` });
      },
      onError: (error) => toast('failed', 'Not started', errorWords(error).message),
    }),
  );
  return { busy: started.isPending, run: (id) => started.mutate({ id }) };
}
