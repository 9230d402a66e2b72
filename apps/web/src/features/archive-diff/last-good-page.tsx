import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { compareTarget } from './compare-target.ts';
import { diffPath } from './diff-path.ts';

/** Goes on to the comparison with the last good archive before; where there is none, to what the archive holds. */
export function LastGoodPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: archive } = useSuspenseQuery(trpc.archives.get.queryOptions({ id }));
  const { clientId, repositoryId } = archive;
  const { data: others } = useSuspenseQuery(
    trpc.archives.list.queryOptions({ repositoryId, ...(clientId !== null && { clientId }), limit: 200 }),
  );
  const pair = compareTarget(others.items, archive);
  return <Navigate to={pair ? diffPath(pair) : `/archives/${id}/browse/`} replace />;
}
