import type { Schedule } from '@borgcube/domain/schedule/schedule';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';

/** A schedule for those who may not change it. */
export function ScheduleFacts(props: { schedule: Schedule }) {
  const { schedule } = props;
  return (
    <Section title="This schedule">
      <Facts
        facts={[
          ['Description', schedule.description === '' ? undefined : schedule.description],
          ['Runs', schedule.text],
          ['Time zone', schedule.timeZone],
          ['Starts', schedule.recurrenceStart.replace('T', ' ')],
          ['If it was missed', schedule.misfire === 'run-once' ? 'runs once' : 'is skipped'],
          ['Actions', schedule.actions.map((action) => action.kind).join(', ') || 'none'],
        ]}
      />
    </Section>
  );
}
