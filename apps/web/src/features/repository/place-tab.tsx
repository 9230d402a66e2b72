import type { Repository } from '@borgcube/domain/repository/repository';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { useMay } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { MoveRepository } from './move-repository.tsx';
import { RepositoryTest } from './repository-test.tsx';
import { WithRepository } from './with-repository.tsx';

export function RepositoryConnectionTab() {
  return <WithRepository>{(repository) => <Place repository={repository} />}</WithRepository>;
}

function Place(props: { repository: Repository }) {
  const { repository } = props;
  const admin = useMay('admin');
  const isRemote = parseRepositoryUrl(repository.url)?.type === 'ssh';
  return (
    <>
      <Section
        title="Where it lies"
        aside={admin && repository.borgId !== '' && <MoveRepository repository={repository} />}
      >
        <Facts
          facts={[
            [
              'Place',
              <span key="url" className="mono">
                {repository.url}
              </span>,
            ],
            [
              'Host key',
              repository.hostKey ? (
                <span key="key" className="mono">
                  {repository.hostKey}
                </span>
              ) : isRemote ? (
                <span key="key" className="ink3">
                  none accepted yet
                </span>
              ) : undefined,
            ],
          ]}
        />
      </Section>
      {isRemote ? (
        <RepositoryTest repository={repository} />
      ) : (
        <Section title="Connection">
          <p className="ink2">It lies on this server: no connection is needed.</p>
        </Section>
      )}
    </>
  );
}
