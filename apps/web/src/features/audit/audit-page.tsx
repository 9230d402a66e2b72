import type { AuditEntry } from '@borgcube/domain/audit/audit-entry';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { recordPath } from './audit-change.ts';
import { AuditChanges } from './audit-changes.tsx';

/** Who did what and when; every change by a person, a token or the command line. */
export function AuditPage() {
  const may = useMay('admin');
  const list = useInfiniteQuery({
    ...trpc.audit.list.infiniteQueryOptions({ limit: 50 }, KEYSET),
    enabled: may,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead crumbs={[{ label: 'Settings', to: '/settings/you' }]} title="Audit log" />
      <SettingsTabs />
      {!may ? (
        <EmptyState title="The audit log needs the admin role">
          <p>It tells who changed what, and who looked into which archive.</p>
        </EmptyState>
      ) : list.isError ? (
        <ErrorState
          title="The audit log could not be loaded"
          {...errorWords(list.error)}
          onRetry={() => void list.refetch()}
        />
      ) : list.isPending ? (
        <LoadingRows />
      ) : rows.length === 0 ? (
        <EmptyState title="Nothing was changed yet">
          <p>Each change to a record, each download and each confirmation is written here with who did it.</p>
        </EmptyState>
      ) : (
        <Table
          label="Audit log"
          rows={rows}
          rowKey={(entry) => entry.id}
          columns={[
            { key: 'at', head: 'When', width: 170, cell: (entry) => <Time at={entry.at} as="date" /> },
            {
              key: 'who',
              head: 'Who',
              width: 190,
              cell: (entry) => (
                <span className="cut" title={entry.actor}>
                  {entry.actorName}
                </span>
              ),
            },
            { key: 'what', head: 'What', cell: (entry) => <What entry={entry} /> },
          ]}
          phone={(entry) => ({
            first: entry.what,
            second: entry.actorName,
            secondEnd: <Time at={entry.at} />,
          })}
          more={{
            hasMore: list.hasNextPage,
            loading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        />
      )}
    </>
  );
}

function What(props: { entry: AuditEntry }) {
  const { entry } = props;
  const path = recordPath(entry.noun, entry.recordId);
  return (
    <>
      {path === null ? entry.what : <TextLink to={path}>{entry.what}</TextLink>}
      <AuditChanges entry={entry} />
    </>
  );
}
