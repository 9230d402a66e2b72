import type { Schedule } from '@borgcube/domain/schedule/schedule';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { dayWords, timeWords } from './occurrence-words.ts';

/** A schedule for those who may not change it. */
export function ScheduleFacts(props: { schedule: Schedule }) {
  const { schedule } = props;
  const kinds = useQuery({ ...trpc.scheduledActions.kinds.queryOptions(), staleTime: 5 * 60_000 });
  const nameOf = (kind: string) => kinds.data?.find((known) => known.kind === kind)?.name ?? kind;
  return (
    <Section title="This schedule">
      <Facts
        facts={[
          ['Description', schedule.description === '' ? undefined : schedule.description],
          ['Runs', schedule.text],
          ['Time zone', schedule.timeZone],
          ['Starts', `${dayWords(schedule.recurrenceStart)}, ${timeWords(schedule.recurrenceStart)}`],
          ['If it was missed', schedule.misfire === 'run-once' ? 'runs once' : 'is skipped'],
          ['Actions', schedule.actions.map((action) => nameOf(action.kind)).join(', ') || 'none'],
        ]}
      />
    </Section>
  );
}
