import type { SystemStatus } from '@borgcube/domain/overview/dashboard';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay, useSession } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { ForgottenRepositories } from '../repository/forgotten-repositories.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function SystemPage() {
  const status = useQuery(trpc.system.status.queryOptions());
  const admin = useMay('admin');
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs />
      <Loaded query={status}>{(data) => <Status status={data} />}</Loaded>
      {admin && <ForgottenRepositories />}
    </>
  );
}

function Status(props: { status: SystemStatus }) {
  const { status } = props;
  const session = useSession();
  return (
    <>
      <Section title="This server">
        <Facts
          facts={[
            ['Name', session.serverName],
            ['BorgCube', status.version],
            ['Borg', status.borgVersion ?? <span key="borg">not found</span>],
            ['Database', status.database === 'sqlite' ? 'SQLite' : 'PostgreSQL'],
            ['Time zone', session.timeZone],
            ['Data directory', status.disk && <DiskWords key="disk" disk={status.disk} />],
          ]}
        />
      </Section>
      <Section title="Workers" note={status.workers.length} bleed>
        <Table
          label="Workers"
          rows={status.workers}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', head: 'Name', cell: (row) => <span className="name">{row.name}</span> },
            { key: 'state', head: 'State', width: 140, cell: (row) => <Alive alive={row.alive} /> },
            { key: 'seen', head: 'Seen', width: 160, cell: (row) => <Time at={row.seenAt} /> },
            { key: 'jobs', head: 'Jobs at once', width: 130, align: 'right', cell: (row) => row.concurrency },
            { key: 'version', head: 'Version', width: 120, cell: (row) => row.version },
          ]}
          phone={(row) => ({
            first: row.name,
            firstEnd: <Alive alive={row.alive} />,
            second: <Time at={row.seenAt} />,
            secondEnd: row.version,
          })}
        />
      </Section>
    </>
  );
}

function Alive(props: { alive: boolean }) {
  return props.alive ? <StateWord tone="ok">Ready</StateWord> : <StateWord tone="stale">Not seen</StateWord>;
}

function DiskWords(props: { disk: NonNullable<SystemStatus['disk']> }) {
  const { path, free, total } = props.disk;
  return (
    <>
      <span className="mono">{path}</span>
      {', '}
      <Size bytes={free} /> of <Size bytes={total} /> free
    </>
  );
}
