import type { Occurrence, Schedule } from '@borgcube/domain/schedule/schedule';
import { useQueries } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { OccurrenceWord } from './occurrence-word.tsx';
import { schedulePath } from './schedule-path.ts';

const JOBS_SHOWN = 3;

interface LedgerRow extends Occurrence {
  schedule: Schedule;
}

/** What ran or was skipped, and why: newest first. */
export function ScheduleLedger(props: { schedules: readonly Schedule[] }) {
  const asked = useQueries({
    queries: props.schedules.map((schedule) =>
      trpc.schedules.occurrences.queryOptions({ id: schedule.id, limit: 50 }),
    ),
  });
  const rows: LedgerRow[] = asked
    .flatMap((query, index) => {
      const schedule = props.schedules[index];
      return schedule ? (query.data?.items ?? []).map((occurrence) => ({ ...occurrence, schedule })) : [];
    })
    .sort((one, other) => other.instant.localeCompare(one.instant));
  const several = props.schedules.length > 1;
  return (
    <Section title="Ledger" note="what ran or was skipped, and why" bleed>
      {asked.some((query) => query.isPending) ? (
        <LoadingRows rows={3} />
      ) : rows.length === 0 ? (
        <EmptyLedger />
      ) : (
        <Table
          label="Ledger"
          compact
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'when', head: 'When', width: 170, cell: (row) => <Time at={row.instant} as="date" /> },
            ...(several
              ? [
                  {
                    key: 'schedule',
                    head: 'Schedule',
                    width: 200,
                    cell: (row: LedgerRow) => (
                      <TextLink to={schedulePath(row.schedule.id)}>{row.schedule.name}</TextLink>
                    ),
                  },
                ]
              : []),
            {
              key: 'state',
              head: 'Outcome',
              width: 130,
              cell: (row) => <OccurrenceWord state={row.state} />,
            },
            {
              key: 'why',
              head: 'Why, and what it made',
              cell: (row) => <Outcome row={row} />,
            },
          ]}
          phone={(row) => ({
            first: several ? row.schedule.name : <Time at={row.instant} as="date" />,
            firstEnd: <OccurrenceWord state={row.state} />,
            second: <Outcome row={row} />,
            secondEnd: several ? <Time at={row.instant} as="date" /> : undefined,
          })}
        />
      )}
    </Section>
  );
}

function EmptyLedger() {
  return (
    <p className="ink2" style={{ padding: '0 24px 16px' }}>
      Nothing was due yet.
    </p>
  );
}

function Outcome(props: { row: Occurrence }) {
  const { row } = props;
  return (
    <span className="cut">
      {row.reason !== null && <span className="ink2">{row.reason} </span>}
      {row.jobs.slice(0, JOBS_SHOWN).map((id) => (
        <span key={id}>
          <TextLink to={`/jobs/${id}`}>{id}</TextLink>{' '}
        </span>
      ))}
      {row.jobs.length > JOBS_SHOWN && <span className="ink3">and {row.jobs.length - JOBS_SHOWN} more</span>}
    </span>
  );
}
