import type { Client } from '@borgcube/domain/client/client';
import { Button } from '@mantine/core';
import { IconEdit, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useKey } from '../../keys/use-key.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { standingOf } from './client-standing.ts';
import { DeleteClientDialog } from './delete-client-dialog.tsx';
import { useBackUp } from './use-back-up.ts';
import { useClientRow } from './use-client-row.ts';

const CRUMBS = [{ label: 'Clients', to: '/clients' }];

/** Head and tabs of one client; the tab stands below. */
export function ClientLayout() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(trpc.clients.get.queryOptions({ id }));
  if (!query.data)
    return (
      <>
        <PageHead crumbs={CRUMBS} title="Client" />
        <Loaded query={query} missing={{ title: 'No such client' }}>
          {() => null}
        </Loaded>
      </>
    );
  const base = `/clients/${id}`;
  return (
    <>
      <ClientHead client={query.data} />
      <TabLinks
        label="Parts of this client"
        tabs={[
          { to: base, label: 'Summary' },
          { to: `${base}/archives`, label: 'Archives' },
          { to: `${base}/configs`, label: 'Configs' },
          { to: `${base}/jobs`, label: 'Jobs' },
          { to: `${base}/connection`, label: 'Connection' },
        ]}
      />
      <Outlet />
    </>
  );
}

function ClientHead(props: { client: Client }) {
  const row = useClientRow(props.client);
  const { tone, word } = standingOf(row);
  return (
    <PageHead
      crumbs={CRUMBS}
      title={props.client.hostname}
      note={props.client.description || undefined}
      state={
        <StateWord tone={tone} tinted>
          {word}
        </StateWord>
      }
      acts={<ClientActs client={props.client} />}
    />
  );
}

function ClientActs(props: { client: Client }) {
  const { client } = props;
  const row = useClientRow(client);
  const backUp = useBackUp();
  const [deleting, setDeleting] = useState(false);
  const admin = useMay('admin');
  const operator = useMay('operator');
  const able = row.configs.some((config) => config.enabled);
  useKey(operator && able ? 'b' : null, 'Back up now', () => void backUp.run([row]));
  return (
    <>
      {admin && (
        <LinkButton
          to={`/clients/${client.id}/edit`}
          leftSection={<IconEdit size={14} stroke={1.75} aria-hidden />}
        >
          Edit
        </LinkButton>
      )}
      {operator && (
        <Button
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
          disabled={!able}
          title={able ? undefined : 'It needs a config that is on'}
          loading={backUp.busy}
          onClick={() => void backUp.run([row])}
        >
          Back up now
        </Button>
      )}
      {admin && (
        <MoreMenu
          label="More acts"
          acts={[{ label: 'Delete client…', danger: true, onAct: () => setDeleting(true) }]}
        />
      )}
      <DeleteClientDialog client={client} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}
