import type { Repository } from '@borgcube/domain/repository/repository';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { BreakLockDialog } from './break-lock-dialog.tsx';

const LOOK_EVERY_MS = 10_000;
const QUEUE_SHOWN = 5;

/** Who works on the repository, who waits for it, and what is known of Borg's lock. */
export function RepositoryLock(props: { repository: Repository }) {
  const { repository } = props;
  const { data } = useQuery({
    ...trpc.repositories.lock.queryOptions({ id: repository.id }),
    refetchInterval: LOOK_EVERY_MS,
  });
  const queue = useQuery(
    trpc.jobs.list.queryOptions({ repositoryId: repository.id, state: 'job_created', limit: QUEUE_SHOWN }),
  );
  const [asked, setAsked] = useState(false);
  const admin = useMay('admin');
  const waiting = queue.data?.items ?? [];
  if (!data) return null;
  const left = data.claims.length === 0 ? data.holders : [];
  const mayBreak = admin && left.length > 0 && left.every(({ fate }) => fate !== 'alive');
  return (
    <Section
      title="At work"
      aside={
        mayBreak && (
          <Button size="sm" onClick={() => setAsked(true)}>
            Break lock…
          </Button>
        )
      }
    >
      <ul>
        {data.claims.length === 0 && left.length === 0 && (
          <li className="ink2">Nobody works on it{data.readable ? '.' : ' from here.'}</li>
        )}
        {data.claims.map((claim) => (
          <li key={claim.jobId}>
            <StateWord tone="running">{claim.access}</StateWord>{' '}
            <TextLink to={`/jobs/${claim.jobId}`}>{`job ${claim.jobId}`}</TextLink>{' '}
            <span className="ink2">
              {claim.kind}, since <Time at={claim.since} absent="just now" />
            </span>
          </li>
        ))}
        {left.map((holder) => (
          <li key={`${holder.host} ${holder.pid}`}>
            <StateWord tone={holder.fate === 'alive' ? 'running' : 'warning'}>
              {holder.fate === 'gone' ? 'left locked' : 'locked'}
            </StateWord>{' '}
            <span className="ink2">{holder.sentence}</span>
          </li>
        ))}
        {waiting.map((job) => (
          <li key={job.id}>
            <StateWord tone="neutral">waits</StateWord>{' '}
            <TextLink to={`/jobs/${job.id}`}>{`job ${job.id}`}</TextLink>
          </li>
        ))}
      </ul>
      <BreakLockDialog repository={repository} opened={asked} onClose={() => setAsked(false)} />
    </Section>
  );
}
