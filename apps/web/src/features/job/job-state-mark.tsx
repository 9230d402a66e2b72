import type { Job } from '@borgcube/domain/job/job';
import type { Icon } from '@tabler/icons-react';
import { IconBan, IconClock, IconPlayerTrackNext } from '@tabler/icons-react';
import { StateWord } from '../../ui/state-word.tsx';
import { jobStateWords, type StateShape } from './job-state-word.ts';

export const STATE_SHAPES: Record<Exclude<StateShape, null>, Icon> = {
  queued: IconClock,
  cancelled: IconBan,
  skipped: IconPlayerTrackNext,
};

/** The state of a job as icon and word. */
export function JobStateWord(props: {
  job: Pick<Job, 'state' | 'borgWarning' | 'cancelRequestedAt'>;
  verboseState?: string | undefined;
  tinted?: boolean;
}) {
  const { tone, word, shape } = jobStateWords(props.job, props.verboseState);
  return (
    <StateWord
      tone={tone}
      tinted={props.tinted ?? false}
      {...(shape !== null && { icon: STATE_SHAPES[shape] })}
    >
      {word}
    </StateWord>
  );
}
