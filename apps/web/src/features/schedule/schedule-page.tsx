import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Split } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TriggerSection } from '../trigger/trigger-section.tsx';
import { NextOccurrences } from './next-occurrences.tsx';
import { DeleteSchedule, RunScheduleNow } from './schedule-acts.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { ScheduleFacts } from './schedule-facts.tsx';
import { ScheduleLedger } from './schedule-ledger.tsx';
import { SCHEDULES_PATH } from './schedule-path.ts';

/** One schedule: its editor, and below it what ran or was skipped and why. */
export function SchedulePage() {
  const { id = '' } = useParams({ strict: false });
  const { data: schedule } = useSuspenseQuery(trpc.schedules.get.queryOptions({ id }));
  const mayEdit = useMay('admin');
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Schedules', to: SCHEDULES_PATH }]}
        title={schedule.name}
        note={schedule.text}
        state={
          schedule.recurrenceEnabled ? (
            <StateWord tone="ok">On</StateWord>
          ) : (
            <StateWord tone="neutral" tinted>
              Off
            </StateWord>
          )
        }
        acts={
          <>
            <RunScheduleNow schedule={schedule} />
            <DeleteSchedule schedule={schedule} />
          </>
        }
      />
      {mayEdit ? (
        <ScheduleEditor key={schedule.updatedAt} schedule={schedule} />
      ) : (
        <Split
          main={<ScheduleFacts schedule={schedule} />}
          side={<NextOccurrences values={{ ...schedule }} />}
        />
      )}
      <TriggerSection target={{ type: 'schedule', id: schedule.id }} />
      <ScheduleLedger id={schedule.id} />
    </>
  );
}
