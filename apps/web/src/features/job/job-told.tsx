import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Section } from '../../ui/section.tsx';
import { Time } from '../../ui/time.tsx';
import { ToldWords } from '../notification/told-words.tsx';

/** Who was told of what this job came to; of a failure that goes on, when it began. */
export function JobTold(props: { job: JobDetail }) {
  const { id, state, timestampStart } = props.job;
  const told = useQuery({
    ...trpc.notifications.toldOfJob.queryOptions({ jobId: id }),
    enabled: isFinal(state),
  });
  if (!told.data || (told.data.alert === null && told.data.told.length === 0)) return null;
  const { alert } = told.data;
  const isLater = alert !== null && timestampStart !== null && alert.openedAt < timestampStart;
  return (
    <Section title="Told to">
      <ToldWords told={told.data.told} />
      {isLater && (
        <p className="small ink3">
          One incident, since <Time at={alert.openedAt} />.
        </p>
      )}
    </Section>
  );
}
