import type { Client, ClientCreate } from '@borgcube/domain/client/client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';

const CRUMB = { label: 'Clients', to: '/clients' };

export function NewClientPage() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'client' }));
  const create = useMutation(trpc.clients.create.mutationOptions());
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    const made = await create.mutateAsync(values as ClientCreate);
    await refresh(trpc.clients.pathKey(), trpc.system.pathKey());
    await navigate({ to: made.connection ? `/clients/${made.id}/connection` : `/clients/${made.id}` });
  };
  return (
    <>
      <PageHead crumbs={[CRUMB]} title="Add client" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            saveLabel="Add client"
            onSave={({ values }) => save(values)}
            onDiscard={() => void navigate({ to: '/clients' })}
            aside={(state) => <ClientWords connected={state.values['connection'] !== null} />}
          />
        )}
      </Loaded>
    </>
  );
}

export function EditClientPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.clients.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'client' }));
  return (
    <>
      <PageHead
        crumbs={[CRUMB, { label: record.data?.hostname ?? 'Client', to: `/clients/${id}` }]}
        title="Edit"
      />
      <Loaded query={record} missing={{ title: 'No such client' }}>
        {(stored) => <Loaded query={form}>{(json) => <EditForm form={json} client={stored} />}</Loaded>}
      </Loaded>
    </>
  );
}

function EditForm(props: { form: unknown; client: Client }) {
  const { id } = props.client;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const update = useMutation(trpc.clients.update.mutationOptions());
  const back = () => navigate({ to: `/clients/${id}` });
  return (
    <GeneratedForm
      form={props.form}
      stored={props.client}
      saveLabel="Save client"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await refresh(trpc.clients.pathKey());
        await back();
      }}
      onReload={() => client.clients.get.query({ id })}
      onDiscard={() => void back()}
      aside={(state) => <ClientWords connected={state.values['connection'] !== null} />}
    />
  );
}

function ClientWords(props: { connected: boolean }) {
  return props.connected ? (
    <Section title="How it is reached">
      <p className="ink2">
        The server signs in over ssh with the key chosen here. Nothing needs to listen on the client but its
        ssh server, and no way back into this server is opened.
      </p>
    </Section>
  ) : (
    <Section title="Without a connection">
      <p className="ink2">Borg runs on this server and reads this server's own files.</p>
    </Section>
  );
}
