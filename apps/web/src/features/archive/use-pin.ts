import type { Archive } from '@borgcube/domain/archive/archive';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { toast } from '../../ui/toast.tsx';

/** Pins archives, or lets them go again where all are pinned; a pinned one is never pruned. */
export function usePin(archives: readonly Pick<Archive, 'id' | 'pinned'>[], onDone?: () => void) {
  const refresh = useRefresh();
  const pinned = !archives.every((archive) => archive.pinned);
  const pin = useMutation(
    trpc.archives.pin.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.archives.pathKey(), trpc.pruneConfigs.pathKey());
        onDone?.();
        toast(
          'ok',
          pinned ? 'Pinned' : 'Unpinned',
          pinned ? 'Prune leaves it alone.' : 'Prune may delete it.',
        );
      },
      onError: (error) => toast('failed', 'Not changed', errorWords(error).message),
    }),
  );
  return {
    pinned,
    busy: pin.isPending,
    run: () => pin.mutate({ ids: archives.map(({ id }) => id), pinned }),
  };
}
