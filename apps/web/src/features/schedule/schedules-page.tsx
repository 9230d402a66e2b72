import type { Schedule } from '@borgcube/domain/schedule/schedule';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { counted } from '../../ui/format/count.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { RunScheduleNow, ScheduleSwitch } from './schedule-acts.tsx';
import { schedulePath } from './schedule-path.ts';
import { ScheduleTabs } from './schedule-tabs.tsx';

/** Every schedule: what it is called, when it runs, when next. */
export function SchedulesPage() {
  const list = useInfiniteQuery(trpc.schedules.list.infiniteQueryOptions({ limit: 50 }, KEYSET));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title="Schedules" acts={<AddSchedule filled={rows.length > 0} />} />
      <ScheduleTabs />
      {list.isError ? (
        <ErrorState
          title="The schedules could not be loaded"
          {...errorWords(list.error)}
          onRetry={() => void list.refetch()}
        />
      ) : list.isPending ? (
        <LoadingRows />
      ) : rows.length === 0 ? (
        <EmptyState title="No schedules yet" act={<AddSchedule filled />}>
          <p>A schedule runs backups by itself, so that nobody has to think of them.</p>
        </EmptyState>
      ) : (
        <ScheduleTable
          rows={rows}
          more={{
            hasMore: list.hasNextPage,
            loading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
          }}
        />
      )}
    </>
  );
}

function AddSchedule(props: { filled: boolean }) {
  if (!useMay('admin')) return null;
  return (
    <LinkButton
      to="/schedules/new"
      variant={props.filled ? 'filled' : 'default'}
      leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
    >
      Add schedule
    </LinkButton>
  );
}

function ScheduleTable(props: {
  rows: readonly Schedule[];
  more: { hasMore: boolean; loading: boolean; onMore: () => void };
}) {
  const next = (schedule: Schedule) =>
    schedule.recurrenceEnabled ? (
      <Time at={schedule.nextAt} as="date" absent="never again" />
    ) : (
      <span className="ink3">off</span>
    );
  return (
    <Table
      label="Schedules"
      rows={props.rows}
      rowKey={(schedule) => schedule.id}
      rowName={(schedule) => schedule.name}
      href={(schedule) => schedulePath(schedule.id)}
      columns={[
        {
          key: 'name',
          head: 'Name',
          width: 220,
          cell: (schedule) => <RowLink to={schedulePath(schedule.id)}>{schedule.name}</RowLink>,
        },
        { key: 'text', head: 'Runs', cell: (schedule) => <span className="cut">{schedule.text}</span> },
        { key: 'next', head: 'Next', width: 170, cell: next },
        {
          key: 'zone',
          head: 'Zone',
          width: 150,
          cell: (schedule) => <span className="ink2 cut">{schedule.timeZone}</span>,
        },
        {
          key: 'actions',
          head: 'Actions',
          width: 100,
          cell: (schedule) => <span className="ink2">{counted(schedule.actions.length, 'action')}</span>,
        },
        { key: 'on', head: 'State', width: 90, cell: (schedule) => <ScheduleSwitch schedule={schedule} /> },
      ]}
      acts={(schedule) => <RunScheduleNow schedule={schedule} small />}
      phone={(schedule) => ({
        first: schedule.name,
        firstEnd: <span className="ink2">{schedule.recurrenceEnabled ? 'On' : 'Off'}</span>,
        second: schedule.text,
        secondEnd: next(schedule),
      })}
      more={props.more}
    />
  );
}
