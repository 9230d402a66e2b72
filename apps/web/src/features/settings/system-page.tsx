import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useSession } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function SystemPage() {
  const session = useSession();
  const status = useQuery(trpc.system.status.queryOptions());
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs />
      <Section title="This server">
        <Facts
          facts={[
            ['Name', session.serverName],
            ['BorgCube', session.version],
            ['Time zone', session.timeZone],
          ]}
        />
      </Section>
      <Loaded query={status}>
        {(data) => (
          <Section title="Status">
            <pre className="mono">{JSON.stringify(data, null, 2)}</pre>
          </Section>
        )}
      </Loaded>
    </>
  );
}
