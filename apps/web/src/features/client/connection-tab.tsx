import type { Client } from '@borgcube/domain/client/client';
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Verdicts } from '../connection/verdicts.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { LoginKey } from './login-key.tsx';

export function ConnectionTab() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(trpc.clients.get.queryOptions({ id }));
  const admin = useMay('admin');
  if (!query.data) return null;
  if (!query.data.connection)
    return (
      <EmptyState
        title="No connection"
        act={admin && <LinkButton to={`/clients/${id}/edit`}>Give it a connection</LinkButton>}
      >
        The files of {query.data.hostname} are this server's own. Another machine is reached over ssh.
      </EmptyState>
    );
  return (
    <>
      <TestSection client={query.data} />
      <ConnectionFacts client={query.data} />
      <LoginKey client={query.data} />
    </>
  );
}

function TestSection(props: { client: Client }) {
  const { id, hostname } = props.client;
  const refresh = useRefresh();
  const test = useMutation(
    trpc.clients.testConnection.mutationOptions({ onSettled: () => refresh(trpc.clients.pathKey()) }),
  );
  const accept = useMutation(trpc.clients.acceptHostKey.mutationOptions());
  const operator = useMay('operator');
  return (
    <Section
      title="Test"
      aside={
        operator && (
          <Button
            size="sm"
            leftSection={<IconPlugConnected size={14} stroke={1.75} aria-hidden />}
            loading={test.isPending}
            onClick={() => test.mutate({ id })}
          >
            Test connection
          </Button>
        )
      }
    >
      {test.error && <ActError error={test.error} />}
      {test.data ? (
        <Verdicts
          test={test.data}
          host={hostname}
          onAccept={async (fingerprint) => {
            await accept.mutateAsync({ id, fingerprint });
            await refresh(trpc.clients.pathKey());
            test.mutate({ id });
          }}
        />
      ) : (
        !test.error && (
          <p className="ink2">
            A test says whether {hostname} answers, which host key it shows, which Borg it has and how much
            room there is. Nothing is changed there.
          </p>
        )
      )}
    </Section>
  );
}
