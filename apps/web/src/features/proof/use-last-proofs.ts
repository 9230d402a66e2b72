import type { Proof } from '@borgcube/domain/proof/proof';
import { useQueries } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';

/** The newest proof of each config; null: none was ever tried, undefined: not known yet. All asked for in one request. */
export function useLastProofs(
  configs: ReadonlyArray<{ id: string }>,
): ReadonlyMap<string, Proof | null | undefined> {
  const found = useQueries({
    queries: configs.map(({ id }) => trpc.proofs.list.queryOptions({ configId: id, limit: 1 })),
  });
  return new Map(
    configs.map(({ id }, index) => {
      const page = found[index]?.data;
      return [id, page ? (page.items[0] ?? null) : undefined];
    }),
  );
}
