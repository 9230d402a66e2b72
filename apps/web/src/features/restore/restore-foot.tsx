import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { readApiError } from '../../api/api-error.ts';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { FieldError } from '../../forms/field-error.tsx';
import { jobPath } from '../job/job-path.ts';
import { emptyBasket, takeFromBasket } from './basket-store.ts';
import { actWords, startProblem } from './restore-foresight.ts';
import css from './restore-page.module.css';
import type { RestoreStep } from './restore-step.ts';
import type { Seen } from './use-foresight.ts';

/** The one act, which says what it will do; where it cannot be, why. */
export function RestoreFoot(props: RestoreStep) {
  const { choice, seen } = props;
  const { foresight } = seen;
  const start = useStart(props);
  const problem = seen.problem ?? (foresight && startProblem(choice, foresight));
  const words = foresight
    ? actWords(choice, foresight, choice.path.trim())
    : seen.isUnseen
      ? 'Restore without looking first'
      : 'Restore';
  return (
    <div className={css.foot}>
      <Button
        variant="filled"
        className={css.act ?? ''}
        disabled={problem !== null || !(foresight || seen.isUnseen)}
        loading={start.isPending}
        onClick={() => start.mutate()}
      >
        {words}
      </Button>
      <span className={css.status} role="status">
        {start.error ? (
          <FieldError>{refusal(start.error)}</FieldError>
        ) : problem !== null ? (
          <FieldError>{problem}</FieldError>
        ) : (
          <Looking seen={seen} />
        )}
      </span>
    </div>
  );
}

function Looking(props: { seen: Seen }) {
  const { seen } = props;
  if (seen.isPending) return <span className="ink3">Looking at what is there…</span>;
  if (seen.isUnseen)
    return <span className="ink2">The job looks at what is there before it writes anything.</span>;
  return seen.error !== null && <FieldError>It is not known what is there.</FieldError>;
}

/** One job for each archive; what was started leaves the basket, and can be put back. */
function useStart({ choice, requests }: RestoreStep) {
  const navigate = useNavigate();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async () => {
      const { conflict, owner, channel } = choice;
      const user = owner === 'user' ? choice.user.trim() : null;
      const jobs: { id: number }[] = [];
      try {
        for (const { asked } of requests)
          jobs.push(await client.archives.restore.mutate({ ...asked, conflict, owner, user, channel }));
      } catch (error) {
        // What is under way already is not started again by pressing again.
        for (const { asked } of requests.slice(0, jobs.length)) takeFromBasket(asked.id, asked.paths);
        throw error;
      }
      return jobs;
    },
    onSuccess: async ([first, ...others]) => {
      await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
      if (first && others.length === 0) await navigate({ to: jobPath(first.id) });
      else await navigate({ to: '/jobs', search: { kind: 'restore' } });
      emptyBasket();
    },
  });
}

/** The words of the field that was refused, else of the whole. */
function refusal(error: unknown): string {
  const told = readApiError(error);
  return Object.values(told.fieldErrors).flat()[0] ?? told.message;
}
