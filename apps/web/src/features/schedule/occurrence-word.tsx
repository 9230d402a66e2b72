import type { OccurrenceState } from '@borgcube/domain/schedule/schedule';
import { IconClock, IconPlayerTrackNext } from '@tabler/icons-react';
import { StateWord } from '../../ui/state-word.tsx';

/** What became of a time at which a schedule was due. */
export function OccurrenceWord(props: { state: OccurrenceState }) {
  switch (props.state) {
    case 'due':
      return (
        <StateWord tone="neutral" icon={IconClock}>
          Due
        </StateWord>
      );
    case 'running':
      return <StateWord tone="running">Running</StateWord>;
    case 'done':
      return <StateWord tone="ok">Ran</StateWord>;
    case 'skipped':
      return (
        <StateWord tone="neutral" icon={IconPlayerTrackNext}>
          Skipped
        </StateWord>
      );
  }
}
