import type {
  NotificationRule,
  NotificationRuleCreate,
} from '@borgcube/domain/notification/notification-rule';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { client, trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { NOTIFICATIONS } from './notification-path.ts';

const CRUMBS = [{ label: 'Notifications', to: NOTIFICATIONS }];

function useLeave() {
  const navigate = useNavigate();
  const refresh = useRefresh();
  return {
    discard: () => void navigate({ to: NOTIFICATIONS }),
    saved: async () => {
      await refresh(trpc.notifications.pathKey());
      await navigate({ to: NOTIFICATIONS });
    },
  };
}

export function NewRulePage() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'notificationRule' }));
  const create = useMutation(trpc.notifications.rules.create.mutationOptions());
  const leave = useLeave();
  return (
    <>
      <PageHead crumbs={CRUMBS} title="Add rule" />
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            saveLabel="Add rule"
            onSave={async ({ values }) => {
              // The form was drawn from this very schema, and the server reads it again.
              await create.mutateAsync(values as NotificationRuleCreate);
              await leave.saved();
            }}
            onDiscard={leave.discard}
          />
        )}
      </Loaded>
    </>
  );
}

export function EditRulePage() {
  const { id = '' } = useParams({ strict: false });
  const rule = useQuery(trpc.notifications.rules.get.queryOptions({ id }));
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'notificationRule' }));
  return (
    <>
      <PageHead crumbs={CRUMBS} title={rule.data?.name ?? 'Rule'} />
      <Loaded query={rule} missing={{ title: 'No such rule' }}>
        {(stored) => (
          <Loaded query={form}>
            {(json) => <EditRule key={stored.updatedAt} form={json} rule={stored} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function EditRule(props: { form: unknown; rule: NotificationRule }) {
  const { id } = props.rule;
  const update = useMutation(trpc.notifications.rules.update.mutationOptions());
  const leave = useLeave();
  return (
    <GeneratedForm
      form={props.form}
      stored={props.rule}
      saveLabel="Save rule"
      onSave={async ({ values, ifUpdatedAt }) => {
        await update.mutateAsync({ id, ...values, ifUpdatedAt });
        await leave.saved();
      }}
      onReload={() => client.notifications.rules.get.query({ id })}
      onDiscard={leave.discard}
    />
  );
}
