import type { JobDetail } from '@borgcube/domain/job/job';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useMay } from '../../frame/session.ts';
import { toast } from '../../ui/toast.tsx';
import { beginBasket } from './basket-store.ts';
import { restoreOf } from './restore-of-job.ts';

/** Takes what a restore was to bring back into a basket, with all that was chosen, to choose otherwise. */
export function RestoreAgain(props: { job: JobDetail; variant: 'filled' | 'default' | 'subtle' }) {
  const navigate = useNavigate();
  const operator = useMay('operator');
  const again = restoreOf(props.job);
  const begin = useMutation({
    mutationFn: async () => {
      if (!again) return;
      const archive = await client.archives.get.query({ id: again.archiveId });
      const items = again.paths.map((path) => ({ path, type: null, size: null }));
      const basketId = beginBasket(archive, items);
      await navigate({
        to: '/restore/$basketId',
        params: { basketId },
        search: again.search(archive.clientId),
      });
    },
    onError: (error) => toast('failed', 'Not possible', errorWords(error).message),
  });
  if (!operator || !again) return null;
  return (
    <Button variant={props.variant} loading={begin.isPending} onClick={() => begin.mutate()}>
      Change and restore…
    </Button>
  );
}
