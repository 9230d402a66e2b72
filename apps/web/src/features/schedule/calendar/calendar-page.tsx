import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { trpc } from '../../../api/client.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { useMay } from '../../../frame/session.ts';
import { useClock } from '../../../ui/clock.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { usePhone } from '../../../ui/use-phone.ts';
import { floatingTime } from '../floating-time.ts';
import { ScheduleTabs } from '../schedule-tabs.tsx';
import css from './calendar.module.css';
import { CalendarDayPanel, ClockChanges } from './calendar-day.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import { CalendarList } from './calendar-list.tsx';
import { groupDays, isMonth, monthWeeks, monthWords, NO_DAY, nextMonth, rangeOf } from './calendar-month.ts';

/** A month of all schedules: what became of the past, and what is to come. */
export function CalendarPage() {
  const { now, timeZone } = useClock();
  const today = floatingTime(now, timeZone).slice(0, 10);
  const asked = useParams({ strict: false }).month ?? '';
  const search: { day?: string } = useSearch({ strict: false });
  const month = isMonth(asked) ? asked : today.slice(0, 7);
  const weeks = useMemo(() => monthWeeks(month), [month]);
  const chosen = chosenDay(search.day, month, today);
  const isPhone = usePhone();
  const query = useQuery({
    ...trpc.schedules.calendar.queryOptions(rangeOf(weeks.flat())),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Schedules', to: '/schedules' }]}
        title={monthWords(month)}
        acts={<MonthSteps month={month} today={today} />}
      />
      <ScheduleTabs />
      <Loaded query={query}>
        {(calendar) => {
          const days = groupDays(calendar, timeZone);
          return (
            <div className={css.page}>
              <div className={css.month}>
                {isPhone ? (
                  <CalendarList month={month} days={days} today={today} />
                ) : (
                  <CalendarGrid month={month} weeks={weeks} days={days} today={today} chosen={chosen} />
                )}
                {calendar.leftOut.length > 0 && <p className={css.leftOut}>{calendar.leftOut.join(' ')}</p>}
              </div>
              <aside className={css.side} aria-label="Chosen day">
                {!isPhone && (
                  <CalendarDayPanel
                    day={chosen}
                    content={days.get(chosen) ?? NO_DAY}
                    frequent={chosen >= today ? calendar.frequent : []}
                  />
                )}
                <ClockChanges changes={calendar.clockChanges} />
              </aside>
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

function MonthSteps(props: { month: string; today: string }) {
  const navigate = useNavigate();
  const go = (month: string) => void navigate({ to: '/schedules/calendar/$month', params: { month } });
  return (
    <>
      <IconButton
        icon={IconChevronLeft}
        label="Month before"
        onClick={() => go(nextMonth(props.month, -1))}
      />
      <IconButton icon={IconChevronRight} label="Month after" onClick={() => go(nextMonth(props.month, 1))} />
      <Button onClick={() => go(props.today.slice(0, 7))}>Today</Button>
      {useMay('admin') && (
        <LinkButton to="/schedules/new" variant="filled">
          Add schedule
        </LinkButton>
      )}
    </>
  );
}

function chosenDay(asked: string | undefined, month: string, today: string): string {
  if (asked !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(asked)) return asked;
  if (asked !== undefined && /^([1-9]|[12]\d|3[01])$/.test(asked))
    return `${month}-${asked.padStart(2, '0')}`;
  return today.startsWith(month) ? today : `${month}-01`;
}
