import type { CheckConfig, CheckConfigCreate } from '@borgcube/domain/check-config/check-config';
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { FormFacts } from '../../forms/form-facts.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useMay } from '../../frame/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { TriggerSection } from '../trigger/trigger-section.tsx';
import { DeleteCheckDialog } from './delete-check-dialog.tsx';
import { useRunCheck } from './use-run-check.ts';

const CRUMBS = [{ label: 'Verification', to: '/verification' }];
const BACK = { to: '/verification' } as const;

export function NewCheckPage() {
  const { repository }: { repository?: string } = useSearch({ strict: false });
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'checkConfig' }));
  const create = useMutation(trpc.checkConfigs.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [fixed] = useState(() => (repository ? { repositoryId: repository } : undefined));
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    const made = await create.mutateAsync(values as CheckConfigCreate);
    await refresh(trpc.checkConfigs.pathKey());
    await navigate({ to: `/verification/${made.id}` });
  };
  return (
    <>
      <PageHead crumbs={CRUMBS} title="Add check" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            {...(fixed && { fixed })}
            saveLabel="Add check"
            onSave={({ values }) => save(values)}
            onDiscard={() => void navigate(BACK)}
            aside={() => <CheckAside />}
          />
        )}
      </Loaded>
    </>
  );
}

export function CheckConfigPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.checkConfigs.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'checkConfig' }));
  const admin = useMay('admin');
  return (
    <>
      <PageHead
        crumbs={CRUMBS}
        title={record.data ? `Check ${record.data.label}` : 'Check'}
        acts={record.data && <CheckActs config={record.data} />}
      />
      <Loaded query={record} missing={{ title: 'No such check' }}>
        {(config) => (
          <Loaded query={form}>
            {(json) =>
              admin ? (
                <EditForm key={config.updatedAt} form={json} config={config} />
              ) : (
                <Split main={<FormFacts form={json} stored={config} omit={[]} />} side={<CheckAside />} />
              )
            }
          </Loaded>
        )}
      </Loaded>
      {record.data && <TriggerSection target={{ type: 'checkConfig', id }} />}
    </>
  );
}

function EditForm(props: { form: unknown; config: CheckConfig }) {
  const { id } = props.config;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const update = useMutation(trpc.checkConfigs.update.mutationOptions());
  return (
    <GeneratedForm
      form={props.form}
      stored={props.config}
      saveLabel="Save check"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await refresh(trpc.checkConfigs.pathKey());
        await navigate(BACK);
      }}
      onReload={() => client.checkConfigs.get.query({ id })}
      onDiscard={() => void navigate(BACK)}
      aside={() => <CheckAside />}
    />
  );
}

function CheckActs(props: { config: CheckConfig }) {
  const { config } = props;
  const run = useRunCheck();
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
          Delete check…
        </Button>
      )}
      {operator && (
        <Button
          leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
          disabled={config.problem !== null}
          title={config.problem ?? undefined}
          loading={run.busy}
          onClick={() => run.run(config.id)}
        >
          Run check
        </Button>
      )}
      <DeleteCheckDialog config={config} opened={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}

function CheckAside() {
  return (
    <Section title="What a check does">
      <p className="ink2">
        It only reads. While it runs nothing else works on the repository, so backups wait. Damage fails the
        job and names what is damaged; nothing is pruned there until a check as thorough finds nothing wrong.
      </p>
    </Section>
  );
}
