import type { Repository } from '@borgcube/domain/repository/repository';
import { Button } from '@mantine/core';
import { IconEdit, IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { BreakLockDialog } from './break-lock-dialog.tsx';
import { RepositoryState } from './repositories-page.tsx';
import { ForgetRepositoryDialog } from './repository-dialogs.tsx';
import { RepositoryWarnings } from './repository-warnings.tsx';
import { useRepositoryJob } from './use-repository-job.ts';

const CRUMBS = [{ label: 'Repositories', to: '/repositories' }];

/** Head and tabs of one repository; the tab stands below. */
export function RepositoryLayout() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(trpc.repositories.get.queryOptions({ id }));
  const refresh = useRefresh();
  const connect = useMutation(
    trpc.repositories.connect.mutationOptions({ onSettled: () => refresh(trpc.repositories.pathKey()) }),
  );
  if (!query.data)
    return (
      <>
        <PageHead crumbs={CRUMBS} title="Repository" />
        <Loaded query={query} missing={{ title: 'No such repository' }}>
          {() => null}
        </Loaded>
      </>
    );
  const repository = query.data;
  const base = `/repositories/${id}`;
  return (
    <>
      <PageHead
        crumbs={CRUMBS}
        title={repository.name}
        note={repository.description || undefined}
        state={<RepositoryState repository={repository} tinted />}
        acts={<RepositoryActs repository={repository} connect={connect} />}
      />
      <TabLinks
        label="Parts of this repository"
        tabs={[
          { to: base, label: 'Summary' },
          { to: `${base}/archives`, label: 'Archives' },
          { to: `${base}/jobs`, label: 'Jobs' },
          { to: `${base}/checks`, label: 'Checks' },
          { to: `${base}/key`, label: 'Key' },
          { to: `${base}/connection`, label: 'Connection' },
        ]}
      />
      {connect.error && (
        <Section>
          <ActError error={connect.error} />
        </Section>
      )}
      <RepositoryWarnings repository={repository} />
      <Outlet />
    </>
  );
}

function RepositoryActs(props: {
  repository: Repository;
  connect: { mutate: (input: { id: string }) => void; isPending: boolean };
}) {
  const { repository, connect } = props;
  const [asked, setAsked] = useState<'forget' | 'lock' | null>(null);
  const admin = useMay('admin');
  const operator = useMay('operator');
  const sync = useRepositoryJob('sync');
  const compact = useRepositoryJob('compact');
  const jobs = [
    { label: 'Sync archives', onAct: () => sync.run(repository.id) },
    { label: 'Compact', onAct: () => compact.run(repository.id) },
  ];
  if (!admin) return operator ? <MoreMenu label="More acts" acts={jobs} /> : null;
  return (
    <>
      <LinkButton
        to={`/repositories/${repository.id}/edit`}
        variant="subtle"
        leftSection={<IconEdit size={14} stroke={1.75} aria-hidden />}
      >
        Edit
      </LinkButton>
      <Button
        variant={repository.borgId === '' ? 'filled' : 'default'}
        leftSection={<IconPlugConnected size={14} stroke={1.75} aria-hidden />}
        loading={connect.isPending}
        onClick={() => connect.mutate({ id: repository.id })}
      >
        {repository.borgId === '' ? 'Connect' : 'Connect again'}
      </Button>
      <MoreMenu
        label="More acts"
        acts={[
          ...jobs,
          { label: 'Break lock…', onAct: () => setAsked('lock') },
          { label: 'Forget repository…', danger: true, onAct: () => setAsked('forget') },
        ]}
      />
      <ForgetRepositoryDialog
        repository={repository}
        opened={asked === 'forget'}
        onClose={() => setAsked(null)}
      />
      <BreakLockDialog repository={repository} opened={asked === 'lock'} onClose={() => setAsked(null)} />
    </>
  );
}
