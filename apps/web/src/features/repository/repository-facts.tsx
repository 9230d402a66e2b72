import type { Repository } from '@borgcube/domain/repository/repository';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { useRecordNames } from '../job/record-names.ts';
import { LastProven } from '../proof/last-proven.tsx';
import { CheckState } from '../verification/checked-repositories.tsx';

/** What stands beside the page of a repository. */
export function RepositoryFacts(props: { repository: Repository }) {
  const { repository } = props;
  return (
    <>
      <Section title="This repository">
        <Facts
          facts={[
            [
              'Where',
              <span key="url" className="mono">
                {repository.url}
              </span>,
            ],
            [
              'Borg id',
              repository.borgId === '' ? <NotYet key="id" /> : <Mono key="id">{repository.borgId}</Mono>,
            ],
            ['Encryption', repository.encryption ?? <NotYet key="encryption" />],
            ['Host key', repository.hostKey ? <Mono key="key">{repository.hostKey}</Mono> : undefined],
            ['Last check', <LastCheck key="check" repository={repository} />],
            [
              'Last proven restorable',
              <LastProven key="proven" provenAt={repository.provenAt} of={{ repositoryId: repository.id }} />,
            ],
            ['Last compaction', <Time key="compact" at={repository.lastCompact} absent="never" />],
            ['Last sync', <Time key="sync" at={repository.lastSync} absent="never" />],
          ]}
        />
      </Section>
      <ConfigsInto repositoryId={repository.id} />
    </>
  );
}

function ConfigsInto(props: { repositoryId: string }) {
  const { data } = useQuery(
    trpc.backupConfigs.list.queryOptions({ repositoryId: props.repositoryId, limit: 200 }),
  );
  const configs = data?.items ?? [];
  const names = useRecordNames(configs);
  if (configs.length === 0) return null;
  return (
    <Section title="Backed up into it" note={configs.length}>
      <ul>
        {configs.map((config) => (
          <li key={config.id} className="row">
            <TextLink to={`/clients/${config.clientId}`}>
              {names.client(config.clientId) ?? config.clientId}
            </TextLink>
            <span className="ink2">{config.label}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LastCheck(props: { repository: Repository }) {
  const { lastCheck } = props.repository;
  return (
    <>
      {lastCheck !== null && (
        <>
          <Time at={lastCheck} />,{' '}
        </>
      )}
      <CheckState repository={props.repository} />
    </>
  );
}

function Mono(props: { children: string }) {
  return <span className="mono">{props.children}</span>;
}

function NotYet() {
  return <span className="ink3">not known yet</span>;
}
