import type { NotificationChannel } from '@borgcube/domain/notification/notification-channel';
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { client, trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { NOTIFICATIONS } from './notification-path.ts';
import { useChannelForm } from './use-channel-form.ts';

export function EditChannelPage() {
  const { id = '' } = useParams({ strict: false });
  const channel = useQuery(trpc.notifications.channels.get.queryOptions({ id }));
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Notifications', to: NOTIFICATIONS }]}
        title={channel.data?.name ?? 'Channel'}
        state={channel.data && !channel.data.enabled && <StateWord tone="neutral">Off</StateWord>}
        acts={
          channel.data && (
            <Button
              variant="subtle"
              c="var(--bc-failed-fg)"
              leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
              onClick={() => setLeaving(true)}
            >
              Delete channel…
            </Button>
          )
        }
      />
      <Loaded query={channel} missing={{ title: 'No such channel' }}>
        {(stored) => <EditForm key={stored.updatedAt} channel={stored} />}
      </Loaded>
      {leaving && channel.data && <DeleteChannel channel={channel.data} onClose={() => setLeaving(false)} />}
    </>
  );
}

function EditForm(props: { channel: NotificationChannel }) {
  const { id, kind, known, secrets } = props.channel;
  const { form, query } = useChannelForm(kind);
  const update = useMutation(trpc.notifications.channels.update.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  if (!known) {
    return (
      <EmptyState title={`Nothing here knows ${kind}`}>
        The plugin that made this channel is not installed. Nothing goes out over it until it is back.
      </EmptyState>
    );
  }
  return (
    <Loaded query={query}>
      {() =>
        form && (
          <GeneratedForm
            form={form}
            stored={props.channel}
            saveLabel="Save channel"
            onSave={async ({ values, ifUpdatedAt }) => {
              await update.mutateAsync({ id, ...values, ifUpdatedAt });
              await refresh(trpc.notifications.pathKey());
              await navigate({ to: NOTIFICATIONS });
            }}
            onReload={() => client.notifications.channels.get.query({ id })}
            onDiscard={() => void navigate({ to: NOTIFICATIONS })}
            footNote={secrets.length > 0 && 'An empty secret stays as it was.'}
          />
        )
      }
    </Loaded>
  );
}

function DeleteChannel(props: { channel: NotificationChannel; onClose: () => void }) {
  const { channel, onClose } = props;
  const refresh = useRefresh();
  const navigate = useNavigate();
  const remove = useMutation(
    trpc.notifications.channels.delete.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: NOTIFICATIONS });
        await refresh(trpc.notifications.pathKey());
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question={`Delete channel ${channel.name}?`}
      keep="Keep it"
      act="Delete channel"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={onClose}
      onAct={() => remove.mutate({ id: channel.id })}
    >
      Its rules go with it. What still waits to be sent over it is not sent.
    </ConfirmDialog>
  );
}
