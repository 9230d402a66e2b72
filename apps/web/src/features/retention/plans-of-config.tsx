import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { counted } from '../../ui/format/count.ts';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { PlanState } from './plan-state.tsx';
import { planPath } from './retention-path.ts';

const SHOWN = 8;

/** What its last runs deleted, or would have. */
export function PlansOfConfig(props: { id: string }) {
  const { data } = useQuery(trpc.pruneConfigs.plans.queryOptions({ id: props.id }));
  if (!data) return null;
  return (
    <Section title="Plans" note={data.length === 0 ? undefined : 'newest first'}>
      {data.length === 0 ? (
        <p className="ink2">It has not run yet.</p>
      ) : (
        <ul>
          {data.slice(0, SHOWN).map((plan) => (
            <li key={plan.id} className="row wrap" style={{ padding: '4px 0' }}>
              <TextLink to={planPath(plan.id)}>
                <Time at={plan.createdAt} as="date" />
              </TextLink>
              <PlanState state={plan.state} />
              <span className="ink3">
                {counted(plan.deleted, 'archive')} of {plan.kept + plan.deleted}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
