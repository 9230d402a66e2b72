import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { DRILL_PATH } from '../proof/proof-path.ts';
import { ProvenConfigs } from '../proof/proven-configs.tsx';
import { VerificationTabs } from '../proof/verification-tabs.tsx';
import { CheckTable } from './check-table.tsx';
import { verificationVerdict } from './check-words.ts';
import { CheckedRepositories } from './checked-repositories.tsx';

/** Whether what is stored can be read: the last check of each repository, and the checks that look. */
export function VerificationPage() {
  const repositories = useInfiniteQuery(trpc.repositories.list.infiniteQueryOptions({}, KEYSET));
  const configs = useInfiniteQuery(trpc.checkConfigs.list.infiniteQueryOptions({}, KEYSET));
  const checked = useKeysetRows(repositories);
  const checks = useKeysetRows(configs);
  const admin = useMay('admin');
  const operator = useMay('operator');
  const add = admin && checked.rows.length > 0 && (
    <LinkButton
      to="/verification/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add check
    </LinkButton>
  );
  return (
    <>
      <PageHead
        hasTimes
        title="Verification"
        note={repositories.data && verificationVerdict(checked.rows)}
        acts={
          <>
            {operator && checked.rows.length > 0 && <LinkButton to={DRILL_PATH}>Run drill</LinkButton>}
            {checks.rows.length > 0 && add}
          </>
        }
      />
      <VerificationTabs />
      <Loaded query={repositories}>
        {() =>
          checked.rows.length === 0 ? (
            <EmptyState
              title="Nothing to check yet"
              act={<LinkButton to="/repositories">Go to Repositories</LinkButton>}
            >
              A check proves that a repository can be read. There is no repository here yet.
            </EmptyState>
          ) : (
            <>
              <ProvenConfigs />
              <Section title="Repositories" bleed>
                <CheckedRepositories {...checked} />
              </Section>
              <Section title="Checks" bleed>
                <Loaded query={configs}>
                  {() =>
                    checks.rows.length === 0 ? (
                      <EmptyState title="No checks yet" act={add}>
                        A check reads a repository and says what is damaged, while another copy can still be
                        made. Weekly is a good rhythm.
                      </EmptyState>
                    ) : (
                      <CheckTable {...checks} />
                    )
                  }
                </Loaded>
              </Section>
            </>
          )
        }
      </Loaded>
    </>
  );
}
