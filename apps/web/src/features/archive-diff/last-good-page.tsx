import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { comparedPair } from './archive-pair.ts';
import { diffPath } from './diff-path.ts';

/** Goes on to the comparison with the last good archive before; where there is none, to what the archive holds. */
export function LastGoodPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: archive } = useSuspenseQuery(trpc.archives.get.queryOptions({ id }));
  const { data: beside } = useSuspenseQuery(trpc.archives.neighbours.queryOptions({ id }));
  const pair = beside.compared && comparedPair(archive, beside.compared);
  return <Navigate to={pair ? diffPath(pair) : `/archives/${id}/browse/`} replace />;
}
