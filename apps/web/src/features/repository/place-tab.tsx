import type { Repository } from '@borgcube/domain/repository/repository';
import { Facts } from '../../ui/facts.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { Section } from '../../ui/section.tsx';
import { RepositoryTest } from './repository-test.tsx';
import { WithRepository } from './with-repository.tsx';

export function RepositoryConnectionTab() {
  return <WithRepository>{(repository) => <Place repository={repository} />}</WithRepository>;
}

function Place(props: { repository: Repository }) {
  const { repository } = props;
  return (
    <>
      <Section title="Where it lies">
        <Facts
          facts={[
            ['Place', <PathText key="url" path={repository.url} most={60} />],
            [
              'Host key',
              repository.hostKey ? (
                <span key="key" className="mono">
                  {repository.hostKey}
                </span>
              ) : undefined,
            ],
          ]}
        />
      </Section>
      <RepositoryTest repository={repository} />
    </>
  );
}
