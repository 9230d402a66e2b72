import type { Alert } from '@borgcube/domain/alert/alert';
import { EVENT_WORDS } from '@borgcube/domain/notification/event-words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import type { Tone } from '../../theme/tokens.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { ToldWords } from './told-words.tsx';

/** Incidents, newest first, and who was told. */
export function AlertTable() {
  const query = useInfiniteQuery(trpc.notifications.alerts.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  return (
    <Loaded query={query}>
      {() =>
        rows.length === 0 ? (
          <p className="ink2" style={{ padding: '0 24px 8px' }}>
            Nothing has needed a person yet.
          </p>
        ) : (
          <Table
            label="Incidents"
            rows={rows}
            rowKey={(alert) => alert.id}
            href={pathOf}
            columns={[
              { key: 'state', head: 'State', width: 110, cell: (alert) => <Standing alert={alert} /> },
              {
                key: 'what',
                head: 'What',
                cell: (alert) => (
                  <>
                    <RowLink to={pathOf(alert)}>{alert.sentence}</RowLink>
                    <p className="small ink3 cut" title={alert.evidence}>
                      {alert.evidence}
                    </p>
                  </>
                ),
              },
              { key: 'since', head: 'Began', width: 110, cell: (alert) => <Time at={alert.openedAt} /> },
              { key: 'lasted', head: 'Lasted', width: 110, from: 'medium', cell: lastedWords },
              { key: 'told', head: 'Told to', width: 270, cell: (alert) => <ToldWords told={alert.told} /> },
            ]}
            phone={(alert) => ({
              first: alert.sentence,
              firstEnd: <Standing alert={alert} />,
              second: <ToldWords told={alert.told} />,
              secondEnd: <Time at={alert.openedAt} />,
            })}
            more={more}
          />
        )
      }
    </Loaded>
  );
}

function Standing(props: { alert: Alert }) {
  const { event, closedAt } = props.alert;
  if (closedAt !== null) return <StateWord tone="ok">Over</StateWord>;
  const tone: Tone = EVENT_WORDS[event].severity === 'critical' ? 'failed' : 'warning';
  return <StateWord tone={tone}>Open</StateWord>;
}

function lastedWords({ openedAt, closedAt }: Alert): string {
  return closedAt === null ? '' : formatDuration(Date.parse(closedAt) - Date.parse(openedAt));
}

function pathOf({ event, clientId, repositoryId, jobId }: Alert): string {
  if ((event === 'job-failed' || event === 'plan-refused') && jobId !== null) return `/jobs/${jobId}`;
  if (clientId !== null) return `/clients/${clientId}`;
  return repositoryId === null ? '/settings/system' : `/repositories/${repositoryId}`;
}
