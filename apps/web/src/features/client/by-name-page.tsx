import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** `/clients/by-name/db01` leads to the client of that host name. */
export function ClientByNamePage() {
  const { hostname = '' } = useParams({ strict: false });
  const query = useQuery(trpc.clients.list.queryOptions({ text: hostname, limit: 200 }));
  return (
    <Loaded query={query}>
      {({ items }) => {
        const found = items.find((item) => item.hostname === hostname);
        if (found) return <Navigate to={`/clients/${found.id}`} replace />;
        return <EmptyState title="No such client">No client is called {hostname}.</EmptyState>;
      }}
    </Loaded>
  );
}
