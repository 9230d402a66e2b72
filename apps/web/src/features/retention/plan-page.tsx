import type { PrunePlan, PrunePlanGroup } from '@borgcube/domain/prune/prune-plan';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { FailureCard } from '../../ui/failure-card.tsx';
import { counted, formatCount } from '../../ui/format/count.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { ConfirmPlanDialog } from './confirm-plan-dialog.tsx';
import { FateLine } from './fate-line.tsx';
import { fatesOfGroup } from './fate-of-preview.ts';
import { FateTable } from './fate-table.tsx';
import { PlanState } from './plan-state.tsx';
import css from './retention.module.css';
import { PRUNE_CONFIGS_PATH, pruneConfigPath } from './retention-path.ts';

/** What one run of a prune config deleted, or was kept from deleting. */
export function PlanPage() {
  const { planId = '' } = useParams({ strict: false });
  const query = useQuery(trpc.pruneConfigs.plan.queryOptions({ id: planId }));
  const plan = query.data;
  const config = plan?.pruneConfigId && {
    label: plan.pruneConfigName ?? '',
    to: pruneConfigPath(plan.pruneConfigId),
  };
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Retention', to: PRUNE_CONFIGS_PATH }, ...(config ? [config] : [])]}
        title={plan ? `Plan of job ${plan.jobId}` : 'Plan'}
        note={plan && `${formatCount(plan.kept)} kept, ${formatCount(plan.deleted)} to delete`}
        state={plan && <PlanState state={plan.state} />}
      />
      <Loaded query={query} missing={{ title: 'No such plan' }}>
        {(found) => (
          <>
            {found.state === 'refused' && <RefusedPlan plan={found} />}
            <Split
              main={found.groups.map((group) => (
                <GroupOfPlan key={`${group.clientId} ${group.configId}`} group={group} />
              ))}
              side={<PlanFacts plan={found} />}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function RefusedPlan(props: { plan: PrunePlan }) {
  const { plan } = props;
  const operator = useMay('operator');
  const [asked, setAsked] = useState(false);
  return (
    <div className={css.card}>
      <FailureCard
        tone="failed"
        cause="plan-refused"
        title={`This plan would delete ${counted(plan.deleted, 'archive')} of ${plan.repositoryName ?? 'its repository'}.`}
        meaning="Nothing was deleted. Look at what it names below, then let it go, or mend the policy."
        evidence={plan.reasons}
        acts={
          <>
            {operator && (
              <Button variant="danger" onClick={() => setAsked(true)}>
                Confirm this plan…
              </Button>
            )}
            {plan.pruneConfigId && (
              <LinkButton to={pruneConfigPath(plan.pruneConfigId)}>Open prune config</LinkButton>
            )}
          </>
        }
      />
      <ConfirmPlanDialog plan={plan} opened={asked} onClose={() => setAsked(false)} />
    </div>
  );
}

function GroupOfPlan(props: { group: PrunePlanGroup }) {
  const { group } = props;
  const fates = fatesOfGroup(group);
  return (
    <>
      <Section
        title={<span className="id">{group.clientHostname}</span>}
        note={group.configLabel ?? 'imported'}
      >
        {group.held && (
          <p className="ink2" style={{ marginBottom: 12 }}>
            {group.held}
          </p>
        )}
        <FateLine fates={fates} label={group.clientHostname} />
        {group.unfinished.length > 0 && (
          <p className={css.held}>
            Unfinished, deleted too:{' '}
            <span className="mono">{group.unfinished.map(({ name }) => name).join(', ')}</span>
          </p>
        )}
      </Section>
      <Section bleed>
        <FateTable fates={fates} />
      </Section>
    </>
  );
}

function PlanFacts(props: { plan: PrunePlan }) {
  const { plan } = props;
  return (
    <Section title="Plan">
      <Facts
        facts={[
          [
            'Job',
            <TextLink key="job" to={`/jobs/${plan.jobId}`}>
              {String(plan.jobId)}
            </TextLink>,
          ],
          [
            'Repository',
            plan.repositoryName === null ? undefined : (
              <TextLink key="repository" to={`/repositories/${plan.repositoryId}`}>
                {plan.repositoryName}
              </TextLink>
            ),
          ],
          ['Made', <Time key="made" at={plan.createdAt} as="date" />],
          ['Confirmed by', plan.confirmedBy ?? undefined],
          ['Carried out', plan.executedAt ? <Time key="done" at={plan.executedAt} as="date" /> : undefined],
        ]}
      />
    </Section>
  );
}
