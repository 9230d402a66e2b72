import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { JOBS_PATH, jobPath } from './job-path.ts';
import { isQueued } from './job-state-word.ts';
import { jobKindWord, retryWord } from './job-words.ts';

/** Stops a queued or running job; asks first. Absent for those who may not, and once it has ended. */
export function CancelJob(props: { job: Job; title: string }) {
  const { job } = props;
  const [asking, setAsking] = useState(false);
  const cache = useQueryClient();
  const may = useMay('operator');
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({
      onSuccess: () => {
        setAsking(false);
        return cache.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
    }),
  );
  if (!may || isFinal(job.state)) return null;
  return (
    <>
      <Button disabled={job.cancelRequestedAt !== null} onClick={() => setAsking(true)}>
        {job.cancelRequestedAt ? 'Stopping, asked' : 'Cancel job…'}
      </Button>
      <ConfirmDialog
        opened={asking}
        question={`Cancel job ${job.id}, ${props.title}?`}
        keep={isQueued(job) ? 'Keep it queued' : 'Keep it running'}
        act={`Cancel job ${job.id}`}
        busy={cancel.isPending}
        error={cancel.error && readApiError(cancel.error).message}
        onKeep={() => setAsking(false)}
        onAct={() => cancel.mutate({ id: job.id })}
      >
        {isQueued(job) ? (
          <p>It has not started. Nothing was read and nothing was written.</p>
        ) : (
          <p>{stopWords(job.kind)}</p>
        )}
      </ConfirmDialog>
    </>
  );
}

/** What stopping means for the data. */
function stopWords(kind: string): string {
  if (kind === 'backup')
    return 'Borg is asked to stop and gets time to write its checkpoint. There will be no archive of this run; what was stored so far makes the next one shorter.';
  if (kind === 'restore')
    return 'Everything is unpacked beside its place first, so until the end nothing there has changed. The receipt says how far it came.';
  if (kind === 'verify-restore')
    return 'The scratch folder is removed. A drill that is stopped proves nothing.';
  return 'It is asked to stop and gets time to leave everything in order. What it did until then stays.';
}

/** Makes a new job with the same config and goes to it, or to the one that is queued or running already. */
export function RetryJob(props: { job: Job; variant?: 'filled' | 'default' | 'subtle' }) {
  const navigate = useNavigate();
  const may = useMay('operator');
  const retry = useMutation(
    trpc.jobs.retry.mutationOptions({ onSuccess: (job) => navigate({ to: jobPath(job.id) }) }),
  );
  const ended = props.job.state === 'failed' || props.job.state === 'cancelled';
  if (!may || !ended) return null;
  return (
    <>
      <Button
        variant={props.variant ?? 'default'}
        loading={retry.isPending}
        onClick={() => retry.mutate({ id: props.job.id })}
      >
        {retryWord(props.job.kind)}
      </Button>
      {retry.error && (
        <span role="alert" className="small" style={{ color: 'var(--bc-failed-fg)' }}>
          {readApiError(retry.error).message}
        </span>
      )}
    </>
  );
}

/** Deletes the record of an ended job and its log; the archive it made stays. */
export function DeleteJob(props: { job: Job }) {
  const { job } = props;
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const cache = useQueryClient();
  const may = useMay('admin');
  const remove = useMutation(
    trpc.jobs.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: JOBS_PATH });
        cache.removeQueries({ queryKey: trpc.jobs.get.queryKey({ id: job.id }) });
        await cache.invalidateQueries({ queryKey: trpc.jobs.list.pathKey() });
      },
    }),
  );
  if (!may || !isFinal(job.state)) return null;
  return (
    <>
      <Button variant="subtle" onClick={() => setAsking(true)}>
        Delete job…
      </Button>
      <ConfirmDialog
        opened={asking}
        question={`Delete the record of job ${job.id}?`}
        keep="Keep it"
        act="Delete 1 job"
        busy={remove.isPending}
        error={remove.error && readApiError(remove.error).message}
        onKeep={() => setAsking(false)}
        onAct={() => remove.mutate({ id: job.id })}
      >
        <p>
          The record of this {jobKindWord(job.kind)} and its log go, and cannot be brought back. Archives stay
          as they are.
        </p>
      </ConfirmDialog>
    </>
  );
}
