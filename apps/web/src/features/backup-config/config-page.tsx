import type { BackupConfig, BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { FormFacts } from '../../forms/form-facts.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useMay } from '../../frame/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { DrillProposal } from '../proof/drill-proposal.tsx';
import { TriggerSection } from '../trigger/trigger-section.tsx';
import { ConfigAside, WhatWouldRun } from './config-aside.tsx';
import { DeleteConfigDialog } from './delete-config-dialog.tsx';
import { useRunConfig } from './use-run-config.ts';

export function NewConfigPage() {
  const { id: clientId = '' } = useParams({ strict: false });
  const owner = useQuery(trpc.clients.get.queryOptions({ id: clientId }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'backupConfig' }));
  const create = useMutation(trpc.backupConfigs.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [fixed] = useState(() => ({ clientId }));
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    const made = await create.mutateAsync(values as BackupConfigCreate);
    await refresh(trpc.backupConfigs.pathKey());
    await navigate({ to: `/clients/${clientId}/configs/${made.id}` });
  };
  return (
    <>
      <PageHead crumbs={crumbs(clientId, owner.data?.hostname)} title="Add config" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            fixed={fixed}
            saveLabel="Add config"
            onSave={({ values }) => save(values)}
            onDiscard={() => void navigate({ to: `/clients/${clientId}/configs` })}
            aside={(state) => <ConfigAside config={null} state={state} form={json} />}
          />
        )}
      </Loaded>
    </>
  );
}

export function ConfigPage() {
  const { id: clientId = '', configId = '' } = useParams({ strict: false });
  const owner = useQuery(trpc.clients.get.queryOptions({ id: clientId }));
  const record = useQuery(trpc.backupConfigs.get.queryOptions({ id: configId }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'backupConfig' }));
  const admin = useMay('admin');
  return (
    <>
      <PageHead
        crumbs={crumbs(clientId, owner.data?.hostname)}
        title={record.data ? `Config ${record.data.label}` : 'Config'}
        state={record.data && !record.data.enabled && <StateWord tone="neutral">Off</StateWord>}
        acts={record.data && <ConfigActs config={record.data} />}
      />
      {record.data && <DrillProposal configId={configId} />}
      <Loaded query={record} missing={{ title: 'No such config' }}>
        {(config) => (
          <Loaded query={form}>
            {(json) =>
              admin && config.problem === null ? (
                <EditForm key={config.updatedAt} form={json} config={config} />
              ) : (
                <Split
                  main={
                    <>
                      {config.problem !== null && <ConfigProblem problem={config.problem} />}
                      <FormFacts form={json} stored={config} omit={['clientId']} />
                    </>
                  }
                  side={config.problem === null && <WhatWouldRun id={config.id} />}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
      {record.data && <TriggerSection target={{ type: 'backupConfig', id: configId }} />}
    </>
  );
}

/** Another version of BorgCube wrote it; below stands what is likely. */
function ConfigProblem(props: { problem: string }) {
  return (
    <Section>
      <StateWord tone="warning">This server cannot use it</StateWord>
      <p>{props.problem}</p>
      <p className="ink2">It is kept as it is. Nothing is backed up by it until a server reads it.</p>
    </Section>
  );
}

function EditForm(props: { form: unknown; config: BackupConfig }) {
  const { id, clientId } = props.config;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const update = useMutation(trpc.backupConfigs.update.mutationOptions());
  const [fixed] = useState(() => ({ clientId }));
  return (
    <GeneratedForm
      form={props.form}
      stored={props.config}
      fixed={fixed}
      saveLabel="Save config"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await refresh(trpc.backupConfigs.pathKey());
        await navigate({ to: `/clients/${clientId}/configs` });
      }}
      onReload={() => client.backupConfigs.get.query({ id })}
      onDiscard={() => void navigate({ to: `/clients/${clientId}/configs` })}
      aside={(state) => <ConfigAside config={props.config} state={state} form={props.form} />}
    />
  );
}

function ConfigActs(props: { config: BackupConfig }) {
  const { config } = props;
  const run = useRunConfig();
  const admin = useMay('admin');
  const operator = useMay('operator');
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {admin && (
        <Button
          variant="subtle"
          c="var(--bc-failed-fg)"
          leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
          onClick={() => setDeleting(true)}
        >
          Delete config…
        </Button>
      )}
      {operator && (
        <LinkButton to={`/verification/drill?config=${config.id}`} variant="subtle">
          Run drill
        </LinkButton>
      )}
      {operator && (
        <Button
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
          disabled={!config.enabled || config.problem !== null}
          title={config.enabled ? (config.problem ?? undefined) : 'The config is off'}
          loading={run.busy}
          onClick={() => run.run(config.id)}
        >
          Back up now
        </Button>
      )}
      <DeleteConfigDialog config={config} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}

function crumbs(clientId: string, hostname: string | undefined) {
  return [
    { label: 'Clients', to: '/clients' },
    { label: hostname ?? 'Client', to: `/clients/${clientId}/configs` },
  ];
}
