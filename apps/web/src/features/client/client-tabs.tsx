import type { Client } from '@borgcube/domain/client/client';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ConfigTable } from '../backup-config/config-table.tsx';
import { JobTable } from '../job/job-table.tsx';
import { ArchiveRows } from '../record/archive-rows.tsx';
import { ClientSummary } from './client-summary.tsx';

/** Draws with the client of the address, which the layout has loaded already. */
function WithClient(props: { children: (client: Client) => ReactNode }) {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(trpc.clients.get.queryOptions({ id }));
  return query.data ? props.children(query.data) : null;
}

export function ClientSummaryTab() {
  return <WithClient>{(client) => <ClientSummary client={client} />}</WithClient>;
}

export function ClientArchivesTab() {
  return <WithClient>{(client) => <Archives clientId={client.id} />}</WithClient>;
}

function Archives(props: { clientId: string }) {
  const query = useInfiniteQuery(
    trpc.archives.list.infiniteQueryOptions({ clientId: props.clientId }, KEYSET),
  );
  const { rows, more } = useKeysetRows(query);
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <EmptyState title="No archives yet">The first one appears when a backup is done.</EmptyState>
        ) : (
          <ArchiveRows rows={rows} more={more} />
        )
      }
    </Loaded>
  );
}

export function ClientConfigsTab() {
  return <WithClient>{(client) => <Configs client={client} />}</WithClient>;
}

function Configs(props: { client: Client }) {
  const clientId = props.client.id;
  const admin = useMay('admin');
  const query = useInfiniteQuery(trpc.backupConfigs.list.infiniteQueryOptions({ clientId }, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const add = admin && (
    <LinkButton
      to={`/clients/${clientId}/configs/new`}
      variant={rows.length === 0 ? 'filled' : 'default'}
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add config
    </LinkButton>
  );
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <EmptyState title="No configs yet" act={add}>
            A config says which paths of {props.client.hostname} are backed up, where to, and how.
          </EmptyState>
        ) : (
          <>
            <ConfigTable rows={rows} more={more} />
            <div style={{ padding: '12px 24px' }}>{add}</div>
          </>
        )
      }
    </Loaded>
  );
}

export function ClientJobsTab() {
  return <WithClient>{(client) => <Jobs clientId={client.id} />}</WithClient>;
}

function Jobs(props: { clientId: string }) {
  const query = useInfiniteQuery(trpc.jobs.list.infiniteQueryOptions({ clientId: props.clientId }, KEYSET));
  const { rows, more } = useKeysetRows(query);
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <EmptyState title="No jobs yet">Nothing has run for this client.</EmptyState>
        ) : (
          <JobTable rows={rows} unfinished={rows} more={more} />
        )
      }
    </Loaded>
  );
}
