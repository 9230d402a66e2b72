import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { visibleName } from '../archive/archive-path.ts';
import { ContentsNeedOperator } from '../archive/contents-need-operator.tsx';
import { NotListed } from '../archive/not-listed.tsx';
import { useRecordNames } from '../job/record-names.ts';
import { BasketBar } from '../restore/basket-bar.tsx';
import { FileVerdict } from './file-verdict.tsx';
import { VersionTable } from './version-table.tsx';

interface FileAddress {
  client?: string;
  path?: string;
}

/** The history of one file of a client: each version, how long it stayed, and its bytes. */
export function FilePage() {
  const { client, path }: FileAddress = useSearch({ strict: false });
  const names = useRecordNames(client ? [{ clientId: client, repositoryId: null }] : []);
  const mayRead = useMay('operator');
  const name = visibleName(path?.slice(path.lastIndexOf('/') + 1) ?? '') || 'File';
  const host = names.client(client ?? null);
  return (
    <>
      <PageHead
        hasTimes
        crumbs={[
          { label: 'Archives', to: '/archives' },
          ...(client && host ? [{ label: host, to: `/clients/${client}/archives` }] : []),
        ]}
        title={name}
        acts={path && <CopyButton label="Copy path" text={path} />}
      />
      {!client || !path ? (
        <EmptyState title="Which file?" act={<LinkButton to="/archives">Go to Archives</LinkButton>}>
          <p>The versions of a file are found from a search, or from an archive that holds it.</p>
        </EmptyState>
      ) : mayRead ? (
        <>
          <History client={client} path={path} host={host ?? 'this client'} />
          <BasketBar />
        </>
      ) : (
        <ContentsNeedOperator />
      )}
    </>
  );
}

function History(props: { client: string; path: string; host: string }) {
  const { client, path, host } = props;
  const query = useQuery(trpc.archives.history.queryOptions({ clientId: client, path }));
  return (
    <Loaded query={query} missing={{ title: 'No such client' }}>
      {({ versions, notListed }) => (
        <>
          <FileVerdict versions={versions} path={path} host={host} />
          <NotListed count={notListed} scope={{ clientId: client }} onListed={() => void query.refetch()} />
          {versions.length > 0 && <VersionTable versions={versions} path={path} />}
        </>
      )}
    </Loaded>
  );
}
