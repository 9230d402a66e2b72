import type { PruneConfig, PruneConfigCreate, PrunePreviewInput } from '@borgcube/domain/prune/prune-config';
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { FormFacts } from '../../forms/form-facts.tsx';
import type { Values } from '../../forms/form-values.ts';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useMay } from '../../frame/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Split } from '../../ui/section.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { TriggerSection } from '../trigger/trigger-section.tsx';
import { DeletePruneConfigDialog } from './delete-dialogs.tsx';
import { PlansOfConfig } from './plans-of-config.tsx';
import { PrunePreview } from './prune-preview.tsx';
import { PRUNE_CONFIGS_PATH, pruneConfigPath } from './retention-path.ts';
import { useRunPrune } from './use-run-prune.ts';

const CRUMBS = [{ label: 'Retention', to: PRUNE_CONFIGS_PATH }];

export function NewPruneConfigPage() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'pruneConfig' }));
  const create = useMutation(trpc.pruneConfigs.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    const made = await create.mutateAsync(values as PruneConfigCreate);
    await refresh(trpc.pruneConfigs.pathKey());
    await navigate({ to: pruneConfigPath(made.id) });
  };
  return (
    <>
      <PageHead crumbs={CRUMBS} title="Add prune config" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            saveLabel="Add prune config"
            onSave={({ values }) => save(values)}
            onDiscard={() => void navigate({ to: PRUNE_CONFIGS_PATH })}
            aside={({ values }) => <TypedPreview values={values} />}
          />
        )}
      </Loaded>
    </>
  );
}

/** One config: what it would delete, what it did, and changing it. */
export function PruneConfigPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.pruneConfigs.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'pruneConfig' }));
  return (
    <>
      <PageHead
        crumbs={CRUMBS}
        title={record.data?.name ?? 'Prune config'}
        note={record.data?.description}
        acts={record.data && <PruneConfigActs config={record.data} />}
      />
      <Loaded query={record} missing={{ title: 'No such prune config' }}>
        {(config) => (
          <>
            <Split
              main={<PrunePreview asked={{ id: config.id }} whole />}
              side={
                <>
                  <PlansOfConfig id={config.id} />
                  {form.data && <FormFacts form={form.data} stored={config} omit={['name', 'description']} />}
                </>
              }
            />
            <TriggerSection target={{ type: 'pruneConfig', id: config.id }} />
          </>
        )}
      </Loaded>
    </>
  );
}

export function EditPruneConfigPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.pruneConfigs.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'pruneConfig' }));
  const navigate = useNavigate();
  const refresh = useRefresh();
  const update = useMutation(trpc.pruneConfigs.update.mutationOptions());
  const back = () => navigate({ to: pruneConfigPath(id) });
  return (
    <>
      <PageHead
        crumbs={[...CRUMBS, { label: record.data?.name ?? 'Prune config', to: pruneConfigPath(id) }]}
        title="Edit"
      />
      <Loaded query={record} missing={{ title: 'No such prune config' }}>
        {(config) => (
          <Loaded query={form}>
            {(json) => (
              <GeneratedForm
                key={config.updatedAt}
                form={json}
                stored={config}
                saveLabel="Save prune config"
                onSave={async ({ values, ifUpdatedAt }) => {
                  await update.mutateAsync({ id, ...values, ifUpdatedAt });
                  await refresh(trpc.pruneConfigs.pathKey());
                  await back();
                }}
                onReload={() => client.pruneConfigs.get.query({ id })}
                onDiscard={() => void back()}
                aside={({ values }) => <TypedPreview values={values} />}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

/** What stands in the form would delete this now. */
function TypedPreview(props: { values: Values }) {
  const asked = useSettled(askedOf(props.values));
  return <PrunePreview asked={asked} />;
}

function askedOf({ retentionPolicyId, clientPattern, repositoryId }: Values): PrunePreviewInput | null {
  if (typeof retentionPolicyId !== 'string' || retentionPolicyId === '') return null;
  return {
    retentionPolicy: retentionPolicyId,
    ...(typeof clientPattern === 'string' && clientPattern !== '' && { clientPattern }),
    ...(typeof repositoryId === 'string' && repositoryId !== '' && { repositoryId }),
  };
}

function PruneConfigActs(props: { config: PruneConfig }) {
  const { config } = props;
  const run = useRunPrune();
  const admin = useMay('admin');
  const operator = useMay('operator');
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      {admin && (
        <>
          <Button
            variant="subtle"
            c="var(--bc-failed-fg)"
            leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            Delete…
          </Button>
          <LinkButton to={`${pruneConfigPath(config.id)}/edit`}>Edit</LinkButton>
        </>
      )}
      {operator && (
        <Button
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
          loading={run.busy}
          onClick={() => run.run(config.id)}
        >
          Prune now
        </Button>
      )}
      <DeletePruneConfigDialog config={config} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}
