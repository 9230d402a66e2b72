import type { RetentionPolicy, RetentionPolicyCreate } from '@borgcube/domain/retention/retention-policy';
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { FormFacts } from '../../forms/form-facts.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useMay } from '../../frame/session.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Split } from '../../ui/section.tsx';
import { DeletePolicyDialog } from './delete-dialogs.tsx';
import { PolicyPreview } from './policy-preview.tsx';
import { policyWords } from './policy-words.ts';
import { POLICIES_PATH } from './retention-path.ts';

const CRUMBS = [{ label: 'Retention', to: POLICIES_PATH }];
const BACK = { to: POLICIES_PATH } as const;

export function NewPolicyPage() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'retentionPolicy' }));
  const create = useMutation(trpc.retentionPolicies.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    await create.mutateAsync(values as RetentionPolicyCreate);
    await refresh(trpc.retentionPolicies.pathKey());
    await navigate(BACK);
  };
  return (
    <>
      <PageHead crumbs={CRUMBS} title="Add policy" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            saveLabel="Add policy"
            onSave={({ values }) => save(values)}
            onDiscard={() => void navigate(BACK)}
            aside={({ values }) => <PolicyPreview values={values} />}
            footNote="-1 keeps all of an interval, 0 switches it off."
          />
        )}
      </Loaded>
    </>
  );
}

export function PolicyPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.retentionPolicies.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'retentionPolicy' }));
  const admin = useMay('admin');
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <PageHead
        crumbs={CRUMBS}
        title={record.data?.name ?? 'Policy'}
        note={record.data && policyWords(record.data)}
        acts={
          record.data &&
          admin && (
            <Button
              variant="subtle"
              c="var(--bc-failed-fg)"
              leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
              onClick={() => setDeleting(true)}
            >
              Delete policy…
            </Button>
          )
        }
      />
      <Loaded query={record} missing={{ title: 'No such policy' }}>
        {(policy) => (
          <Loaded query={form}>
            {(json) =>
              admin ? (
                <EditForm key={policy.updatedAt} form={json} policy={policy} />
              ) : (
                <Split
                  main={<PolicyPreview values={policy} />}
                  side={<FormFacts form={json} stored={policy} />}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
      {record.data && (
        <DeletePolicyDialog policy={record.data} opened={deleting} onClose={() => setDeleting(false)} />
      )}
    </>
  );
}

function EditForm(props: { form: unknown; policy: RetentionPolicy }) {
  const { id } = props.policy;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const update = useMutation(trpc.retentionPolicies.update.mutationOptions());
  return (
    <GeneratedForm
      form={props.form}
      stored={props.policy}
      saveLabel="Save policy"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await refresh(trpc.retentionPolicies.pathKey(), trpc.pruneConfigs.pathKey());
        await navigate(BACK);
      }}
      onReload={() => client.retentionPolicies.get.query({ id })}
      onDiscard={() => void navigate(BACK)}
      aside={({ values }) => <PolicyPreview values={values} />}
      footNote="The first prune after a change stops and asks when it would delete more than half."
    />
  );
}
