import type { Repository } from '@borgcube/domain/repository/repository';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trpc } from '../../api/client.ts';

/** Draws with the repository of the address, which the layout has loaded already. */
export function WithRepository(props: { children: (repository: Repository) => ReactNode }) {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(trpc.repositories.get.queryOptions({ id }));
  return query.data ? props.children(query.data) : null;
}
