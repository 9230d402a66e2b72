import type { Occurrence } from '@borgcube/domain/schedule/schedule';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { OccurrenceWord } from './occurrence-word.tsx';
import { schedulePath } from './schedule-path.ts';

const JOBS_SHOWN = 3;

type Row = Occurrence & { scheduleName?: string };

/** What one schedule ran or skipped, and why: newest first. */
export function ScheduleLedger(props: { id: string }) {
  const list = useInfiniteQuery(
    trpc.schedules.occurrences.infiniteQueryOptions({ id: props.id, limit: 50 }, KEYSET),
  );
  return <Ledger isPending={list.isPending} {...useKeysetRows(list)} />;
}

/** The same over all schedules. */
export function WholeLedger(props: { state: 'done' | 'skipped' | undefined }) {
  const list = useInfiniteQuery(
    trpc.schedules.ledger.infiniteQueryOptions(
      { limit: 50, ...(props.state && { state: props.state }) },
      KEYSET,
    ),
  );
  return <Ledger several isPending={list.isPending} {...useKeysetRows(list)} />;
}

function Ledger(props: { rows: readonly Row[]; more: More; isPending: boolean; several?: boolean }) {
  const { rows, several = false } = props;
  return (
    <Section title="Ledger" note="what ran or was skipped, and why" bleed>
      {props.isPending ? (
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
                    cell: (row: Row) => (
                      <TextLink to={schedulePath(row.scheduleId)}>{row.scheduleName}</TextLink>
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
            first: several ? row.scheduleName : <Time at={row.instant} as="date" />,
            firstEnd: <OccurrenceWord state={row.state} />,
            second: <Outcome row={row} />,
            secondEnd: several ? <Time at={row.instant} as="date" /> : undefined,
          })}
          more={props.more}
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
