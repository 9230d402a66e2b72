import type { Schedule, ScheduleCreate, ScheduleUpdate } from '@borgcube/domain/schedule/schedule';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useSession } from '../../frame/session.ts';
import { readActions } from './action-value.ts';
import { ActionsControl } from './actions-control.tsx';
import { floatingTime } from './floating-time.ts';
import { RecurrenceControl } from './recurrence-control.tsx';
import css from './schedule.module.css';
import { ScheduleAside } from './schedule-aside.tsx';
import { withScheduleDefaults } from './schedule-form.ts';
import { SCHEDULES_PATH, schedulePath } from './schedule-path.ts';
import { StartControl } from './start-control.tsx';

const CONTROLS = { recurrence: RecurrenceControl, dateTime: StartControl, actions: ActionsControl };

/** The form of a schedule with its next ten occurrences beside it; null makes a new one. */
export function ScheduleEditor(props: { schedule: Schedule | null }) {
  const { schedule } = props;
  const asked = useQuery({ ...trpc.forms.get.queryOptions({ name: 'schedule' }), staleTime: 5 * 60_000 });
  return <Loaded query={asked}>{(form) => <EditorForm form={form} schedule={schedule} />}</Loaded>;
}

function EditorForm(props: { form: Record<string, unknown>; schedule: Schedule | null }) {
  const { form, schedule } = props;
  const { timeZone } = useSession();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const drawn = useMemo(
    () => withScheduleDefaults(form, floatingTime(new Date(), timeZone), timeZone),
    [form, timeZone],
  );
  const stored = useMemo(
    () => schedule && { ...schedule, actions: readActions(schedule.actions) },
    [schedule],
  );
  return (
    <div className={css.editor}>
      <GeneratedForm
        form={drawn}
        stored={stored}
        controls={CONTROLS}
        saveLabel="Save schedule"
        onSave={async ({ values, ifUpdatedAt }) => {
          // The server checks what is typed field by field and puts its words beside them.
          const saved = schedule
            ? await client.schedules.update.mutate({
                ...values,
                id: schedule.id,
                ifUpdatedAt,
              } as ScheduleUpdate)
            : await client.schedules.create.mutate(values as ScheduleCreate);
          await refresh(trpc.schedules.pathKey(), trpc.system.pathKey());
          await navigate({ to: schedule ? SCHEDULES_PATH : schedulePath(saved.id) });
        }}
        {...(schedule && {
          onReload: async () => {
            const fresh = await client.schedules.get.query({ id: schedule.id });
            return { ...fresh, actions: readActions(fresh.actions) };
          },
        })}
        onDiscard={() => void navigate({ to: SCHEDULES_PATH })}
        aside={(state) => <ScheduleAside values={state.values} />}
      />
    </div>
  );
}
