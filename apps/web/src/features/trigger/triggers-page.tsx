import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { TRIGGERS_PATH } from './trigger-path.ts';
import { TriggerTable } from './trigger-table.tsx';

/** All ids that let something from outside start a schedule or a config. */
export function TriggersPage() {
  const query = useInfiniteQuery(trpc.triggers.list.infiniteQueryOptions({}, KEYSET));
  const { rows, more } = useKeysetRows(query);
  const admin = useMay('admin');
  const add = admin && (
    <LinkButton
      to={`${TRIGGERS_PATH}/new`}
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add trigger
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Settings" acts={rows.length > 0 && add} />
      <SettingsTabs />
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="No triggers yet" act={add}>
              A trigger lets a script start a schedule or a config without signing in: by an address that
              nobody can guess, or on the command line of this server.
            </EmptyState>
          ) : (
            <TriggerTable rows={rows} more={more} />
          )
        }
      </Loaded>
    </>
  );
}
