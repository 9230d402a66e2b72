import type { Repository } from '@borgcube/domain/repository/repository';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Time } from '../../ui/time.tsx';
import { JobTable } from '../job/job-table.tsx';
import { CheckTable } from '../verification/check-table.tsx';
import { CheckState } from '../verification/checked-repositories.tsx';
import { WithRepository } from './with-repository.tsx';

const MOST = 200;

export function RepositoryChecksTab() {
  return <WithRepository>{(repository) => <Checks repository={repository} />}</WithRepository>;
}

function Checks(props: { repository: Repository }) {
  const { repository } = props;
  const configs = useQuery(trpc.checkConfigs.list.queryOptions({ repositoryId: repository.id, limit: MOST }));
  const admin = useMay('admin');
  const add = admin && (
    <LinkButton to={`/verification/new?repository=${repository.id}`} size="sm">
      Add check
    </LinkButton>
  );
  return (
    <>
      <Section title="Last check">
        <p>
          <CheckState repository={repository} />{' '}
          {repository.lastCheck !== null && (
            <span className="ink2">
              <Time at={repository.lastCheck} as="date" />
            </span>
          )}
        </p>
      </Section>
      <Section title="Checks" bleed aside={configs.data && configs.data.items.length > 0 && add}>
        <Loaded query={configs}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title="No checks yet" act={add}>
                A check reads the repository and says what is damaged, while another copy can still be made.
              </EmptyState>
            ) : (
              <CheckTable rows={items} ofOne />
            )
          }
        </Loaded>
      </Section>
      <CheckJobs repositoryId={repository.id} />
    </>
  );
}

function CheckJobs(props: { repositoryId: string }) {
  const query = useInfiniteQuery(trpc.jobs.list.infiniteQueryOptions({ ...props, kind: 'check' }, KEYSET));
  const { rows, more } = useKeysetRows(query);
  if (rows.length === 0) return null;
  return (
    <Section title="Checks that ran" bleed>
      <JobTable rows={rows} unfinished={rows} more={more} />
    </Section>
  );
}
