import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { readApiError } from '../api/api-error.ts';

/** A session that ended leads to the sign-in page, and from there back to where one was. */
export function useLeaveWhenSignedOut(): void {
  const cache = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      cache.getQueryCache().subscribe((change) => {
        if (change.type !== 'updated' || change.action.type !== 'error') return;
        if (readApiError(change.action.error).code !== 'UNAUTHORIZED') return;
        const next = router.state.location.href;
        void router.navigate({ to: '/sign-in', search: { next } }).then(() => cache.clear());
      }),
    [cache, router],
  );
}
