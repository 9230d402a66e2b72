import type { Schedule, ScheduleRun } from '@borgcube/domain/schedule/schedule';
import { Button, Switch } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { counted } from '../../ui/format/count.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { SCHEDULES_PATH } from './schedule-path.ts';

/** Runs the actions at once; what came of it is said right there. */
export function RunScheduleNow(props: { schedule: Schedule; small?: boolean }) {
  const may = useMay('operator');
  const cache = useQueryClient();
  const run = useMutation(
    trpc.schedules.runNow.mutationOptions({
      onSuccess: () => cache.invalidateQueries({ queryKey: trpc.jobs.list.pathKey() }),
    }),
  );
  if (!may) return null;
  const [job] = run.data?.jobs ?? [];
  return (
    <span className="row" role="status">
      {run.data && <Problems run={run.data} />}
      {run.data && job !== undefined && (
        <span className="small">
          {run.data.jobs.length === 1 ? (
            <TextLink to={`/jobs/${job}`}>Job {job}</TextLink>
          ) : (
            <TextLink to="/jobs">{counted(run.data.jobs.length, 'job')}</TextLink>
          )}
        </span>
      )}
      {run.error && (
        <span className="small" style={{ color: 'var(--bc-failed-fg)' }}>
          {readApiError(run.error).message}
        </span>
      )}
      <Button
        size={props.small ? 'sm' : 'md'}
        loading={run.isPending}
        disabled={props.schedule.actions.length === 0}
        title={props.schedule.actions.length === 0 ? 'It has no actions' : undefined}
        leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
        onClick={() => run.mutate({ id: props.schedule.id })}
      >
        Run now
      </Button>
    </span>
  );
}

/** Why actions made no job, or that there was nothing to do. */
function Problems(props: { run: ScheduleRun }) {
  const { problems, jobs } = props.run;
  if (problems.length > 0) return <span className="small">{problems.join(' ')}</span>;
  return jobs.length === 0 ? <span className="small ink2">nothing to run</span> : null;
}

/** On or off, at once; undoing it is as easy. */
export function ScheduleSwitch(props: { schedule: Schedule }) {
  const { schedule } = props;
  const may = useMay('admin');
  const cache = useQueryClient();
  const toggle = useMutation(
    trpc.schedules.update.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.schedules.pathKey() }),
    }),
  );
  const on = toggle.isPending ? toggle.variables.recurrenceEnabled === true : schedule.recurrenceEnabled;
  if (!may) return <span className="ink2">{on ? 'On' : 'Off'}</span>;
  return (
    <Switch
      size="sm"
      aria-label={`${schedule.name} runs`}
      label={on ? 'On' : 'Off'}
      checked={on}
      onChange={(event) => toggle.mutate({ id: schedule.id, recurrenceEnabled: event.currentTarget.checked })}
    />
  );
}

export function DeleteSchedule(props: { schedule: Schedule }) {
  const { schedule } = props;
  const [asking, setAsking] = useState(false);
  const may = useMay('admin');
  const navigate = useNavigate();
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.schedules.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: SCHEDULES_PATH });
        cache.removeQueries({ queryKey: trpc.schedules.get.queryKey({ id: schedule.id }) });
        await cache.invalidateQueries({ queryKey: trpc.schedules.list.pathKey() });
      },
    }),
  );
  if (!may) return null;
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        opened={asking}
        question={`Delete the schedule “${schedule.name}”?`}
        keep="Keep it"
        act="Delete 1 schedule"
        busy={remove.isPending}
        error={remove.error && readApiError(remove.error).message}
        onKeep={() => setAsking(false)}
        onAct={() => remove.mutate({ id: schedule.id })}
      >
        <p>
          It will not run again; the ledger of its runs and its triggers go with it. Configs, jobs and
          archives stay. Switching it off keeps everything.
        </p>
      </ConfirmDialog>
    </>
  );
}
