import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useMay } from '../../frame/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { Time } from '../../ui/time.tsx';
import { DeleteTrigger } from './delete-trigger.tsx';
import { HowToStart } from './how-to-start.tsx';
import { TargetLink } from './target-link.tsx';
import { TRIGGERS_PATH } from './trigger-path.ts';
import { TriggerState } from './trigger-table.tsx';
import { accessWords } from './trigger-words.ts';

const OMITTED = ['target'] as const;

/** One id: the lines that start its target, and who may use it. */
export function TriggerPage() {
  const { id = '' } = useParams({ strict: false });
  const record = useQuery(trpc.triggers.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'trigger' }));
  const admin = useMay('admin');
  const name = record.data?.targetName;
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Triggers', to: TRIGGERS_PATH }]}
        title={name ? `Trigger of ${name}` : 'Trigger'}
        state={record.data && <TriggerState trigger={record.data} />}
        acts={record.data && admin && <TriggerActs trigger={record.data} />}
      />
      <Loaded query={record} missing={{ title: 'No such trigger' }}>
        {(trigger) => (
          <>
            <HowToStart trigger={trigger} />
            {admin ? (
              <Loaded query={form}>
                {(json) => <EditForm key={trigger.updatedAt} form={json} trigger={trigger} />}
              </Loaded>
            ) : (
              <Section title="This id">
                <TriggerFacts trigger={trigger} />
              </Section>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function EditForm(props: { form: unknown; trigger: Trigger }) {
  const { id } = props.trigger;
  const update = useMutation(trpc.triggers.update.mutationOptions());
  const refresh = useRefresh();
  const navigate = useNavigate();
  return (
    <GeneratedForm
      form={props.form}
      stored={props.trigger}
      omit={OMITTED}
      saveLabel="Save trigger"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await refresh(trpc.triggers.pathKey());
        await navigate({ to: TRIGGERS_PATH });
      }}
      onReload={() => client.triggers.get.query({ id })}
      onDiscard={() => void navigate({ to: TRIGGERS_PATH })}
      aside={() => (
        <Section title="This id">
          <TriggerFacts trigger={props.trigger} />
        </Section>
      )}
    />
  );
}

function TriggerFacts(props: { trigger: Trigger }) {
  const { trigger } = props;
  return (
    <Facts
      facts={[
        ['Starts', <TargetLink key="target" trigger={trigger} />],
        ['From', accessWords(trigger.access)],
        ['Comment', trigger.comment || undefined],
        ['Last used', <Time key="used" at={trigger.lastUsedAt} absent="never" />],
        ['Added', <Time key="added" at={trigger.createdAt} as="date" />],
      ]}
    />
  );
}

function TriggerActs(props: { trigger: Trigger }) {
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <Button
        variant="subtle"
        c="var(--bc-failed-fg)"
        leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
        onClick={() => setDeleting(true)}
      >
        Delete trigger…
      </Button>
      {deleting && (
        <DeleteTrigger
          trigger={props.trigger}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate({ to: TRIGGERS_PATH })}
        />
      )}
    </>
  );
}
