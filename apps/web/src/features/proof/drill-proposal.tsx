import type { DrillProposal as Proposal } from '@borgcube/domain/proof/propose-drill';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { FieldError } from '../../forms/field-error.tsx';
import { useMay } from '../../frame/session.ts';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { dayWords, timeWords } from '../schedule/occurrence-words.ts';
import { declineDrill, isDeclined } from './declined-drills.ts';
import css from './proof.module.css';

const RUNS_SHOWN = 3;

/** A weekly drill for a config that none covers, with its next runs: one press adds it, or it is declined. */
export function DrillProposal(props: { configId: string }) {
  const { configId } = props;
  const { data } = useQuery(trpc.backupConfigs.proposeDrill.queryOptions({ id: configId }));
  const [declined, setDeclined] = useState(() => isDeclined(configId));
  const admin = useMay('admin');
  if (!data) return null;
  if (data.covered.length > 0) return <Covered schedules={data.covered} />;
  if (!admin) return <Quiet>No drill of this config is scheduled.</Quiet>;
  if (declined)
    return (
      <Quiet>
        No drill of this config is scheduled.{' '}
        <Button variant="subtle" size="sm" onClick={() => setDeclined(false)}>
          Propose one
        </Button>
      </Quiet>
    );
  return (
    <Proposed
      schedule={data.schedule}
      onDecline={() => {
        declineDrill(configId);
        setDeclined(true);
      }}
    />
  );
}

function Quiet(props: { children: ReactNode }) {
  return (
    <Section>
      <p className="ink2">{props.children}</p>
    </Section>
  );
}

function Covered(props: { schedules: Proposal['covered'] }) {
  return (
    <Quiet>
      Drills of it:{' '}
      {props.schedules.map(({ id, name, recurrenceEnabled }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <TextLink to={`/schedules/${id}`}>{name}</TextLink>
          {!recurrenceEnabled && ' (off)'}
        </span>
      ))}
    </Quiet>
  );
}

function Proposed(props: { schedule: Proposal['schedule']; onDecline: () => void }) {
  const { schedule, onDecline } = props;
  const { recurrence, recurrenceStart, timeZone } = schedule;
  const preview = useQuery(
    trpc.schedules.preview.queryOptions({ recurrence, recurrenceStart, timeZone, count: RUNS_SHOWN }),
  );
  const refresh = useRefresh();
  const add = useMutation(
    trpc.schedules.create.mutationOptions({
      onSuccess: () => refresh(trpc.schedules.pathKey(), trpc.backupConfigs.pathKey()),
    }),
  );
  return (
    <section className={css.proposal} aria-label="Restore drill">
      <h2>Try each week that it can be restored?</h2>
      <p className="ink2">
        {capital(preview.data?.text ?? 'each week')} a few files at random out of the newest good archive
        would be restored to a scratch folder of this server and compared. The client has no part in it.
      </p>
      {preview.data && (
        <p className="ink2">
          Next:{' '}
          {preview.data.details.map(({ instant, wall }, index) => (
            <span key={instant}>
              {index > 0 && ' · '}
              <span className="nowrap">
                {dayWords(wall)} {timeWords(wall)}
              </span>
            </span>
          ))}{' '}
          <span className="ink3">{timeZone}</span>
        </p>
      )}
      <div className={css.proposalActs}>
        <Button loading={add.isPending} onClick={() => add.mutate(schedule)}>
          Add weekly drill
        </Button>
        <Button variant="subtle" onClick={onDecline}>
          Not now
        </Button>
        {add.error && <FieldError>{errorWords(add.error).message}</FieldError>}
      </div>
    </section>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
