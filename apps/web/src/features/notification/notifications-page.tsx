import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { AlertTable } from './alert-table.tsx';
import { ChannelList } from './channel-list.tsx';
import { NOTIFICATIONS } from './notification-path.ts';
import { RuleTable } from './rule-table.tsx';

const plus = <IconPlus size={14} stroke={1.75} aria-hidden />;

/** Who is told of what, and what was told. */
export function NotificationsPage() {
  const admin = useMay('admin');
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs />
      {admin && <Channels />}
      <Section title="Incidents" note="newest first" bleed>
        <AlertTable />
      </Section>
    </>
  );
}

function Channels() {
  const channels = useQuery(trpc.notifications.channels.list.queryOptions({}));
  const kinds = useQuery(trpc.notifications.kinds.queryOptions());
  const kindName = (kind: string) => kinds.data?.find((known) => known.kind === kind)?.name ?? kind;
  const add = (variant: 'filled' | 'default') => (
    <LinkButton to={`${NOTIFICATIONS}/channels/new`} variant={variant} leftSection={plus}>
      Add channel
    </LinkButton>
  );
  return (
    <Loaded query={channels}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="Nobody is told" act={add('filled')}>
            Backups that stop are noticed when somebody is told: by e-mail, on the phone, or by a service that
            misses the pings of this server.
          </EmptyState>
        ) : (
          <>
            <Section title="Channels" aside={add('default')}>
              <ChannelList channels={items} kindName={kindName} />
            </Section>
            <Rules channelName={(id) => items.find((channel) => channel.id === id)?.name ?? ''} />
          </>
        )
      }
    </Loaded>
  );
}

function Rules(props: { channelName: (id: string) => string }) {
  const rules = useQuery(trpc.notifications.rules.list.queryOptions({}));
  return (
    <Section
      title="Rules"
      bleed
      aside={
        <LinkButton to={`${NOTIFICATIONS}/rules/new`} leftSection={plus}>
          Add rule
        </LinkButton>
      }
    >
      <Loaded query={rules}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="ink2" style={{ padding: '0 24px 8px' }}>
              No rule, so no channel is told anything. A rule says what is told over which channel.
            </p>
          ) : (
            <RuleTable rules={items} channelName={props.channelName} />
          )
        }
      </Loaded>
    </Section>
  );
}
