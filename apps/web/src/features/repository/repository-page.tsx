import type { Repository } from '@borgcube/domain/repository/repository';
import { Button } from '@mantine/core';
import { IconEdit, IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { Figures } from '../../ui/figures.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { Time } from '../../ui/time.tsx';
import { ArchivesOf, JobsOf } from '../record/lists-of-record.tsx';
import { RepositoryState } from './repositories-page.tsx';
import { BreakLockDialog, ForgetRepositoryDialog } from './repository-dialogs.tsx';
import { RepositoryFacts } from './repository-facts.tsx';
import { RepositoryTest } from './repository-test.tsx';

const CRUMBS = [{ label: 'Repositories', to: '/repositories' }];

export function RepositoryPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(trpc.repositories.get.queryOptions({ id }));
  if (query.data) return <RepositoryView repository={query.data} />;
  return (
    <>
      <PageHead crumbs={CRUMBS} title="Repository" />
      <Loaded query={query} missing={{ title: 'No such repository' }}>
        {() => null}
      </Loaded>
    </>
  );
}

function RepositoryView(props: { repository: Repository }) {
  const { repository } = props;
  const refresh = useRefresh();
  const connect = useMutation(
    trpc.repositories.connect.mutationOptions({ onSettled: () => refresh(trpc.repositories.pathKey()) }),
  );
  return (
    <>
      <PageHead
        crumbs={CRUMBS}
        title={repository.name}
        note={repository.description || undefined}
        state={<RepositoryState repository={repository} tinted />}
        acts={<RepositoryActs repository={repository} connect={connect} />}
      />
      <Split
        main={
          <>
            {connect.error && (
              <Section>
                <ActError error={connect.error} />
              </Section>
            )}
            <Section>
              <RepositoryFigures repository={repository} />
            </Section>
            {repository.hostKey !== null || /^ssh:|@/.test(repository.url) ? (
              <RepositoryTest repository={repository} />
            ) : null}
            <ArchivesOf filter={{ repositoryId: repository.id }} />
            <JobsOf filter={{ repositoryId: repository.id }} />
          </>
        }
        side={<RepositoryFacts repository={repository} />}
      />
    </>
  );
}

function RepositoryActs(props: {
  repository: Repository;
  connect: { mutate: (input: { id: string }) => void; isPending: boolean };
}) {
  const { repository, connect } = props;
  const [asked, setAsked] = useState<'forget' | 'lock' | null>(null);
  if (!useMay('admin')) return null;
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

function RepositoryFigures(props: { repository: Repository }) {
  const { repository } = props;
  const stats = useQuery(trpc.repositories.stats.queryOptions({ id: repository.id }));
  return (
    <Figures
      figures={[
        { value: <Size bytes={repository.deduplicatedSize} />, caption: 'stored' },
        { value: <Size bytes={repository.originalSize} />, caption: 'before deduplication' },
        { value: <Size bytes={repository.freeSpace} />, caption: 'free where it lies' },
        {
          value: <Time at={stats.data?.newestArchiveAt ?? null} absent="none yet" />,
          caption: 'newest archive',
        },
      ]}
    />
  );
}
