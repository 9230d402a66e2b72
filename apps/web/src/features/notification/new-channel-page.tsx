import type { NotificationChannelCreate } from '@borgcube/domain/notification/notification-channel';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import css from './notification.module.css';
import { NOTIFICATIONS, newChannelPath } from './notification-path.ts';
import { useChannelForm } from './use-channel-form.ts';

const CRUMBS = [{ label: 'Notifications', to: NOTIFICATIONS }];

export function NewChannelPage() {
  const { kind } = useSearch({ strict: false });
  return kind ? <NewChannel key={kind} kind={kind} /> : <ChooseKind />;
}

function ChooseKind() {
  const kinds = useQuery(trpc.notifications.kinds.queryOptions());
  return (
    <>
      <PageHead crumbs={CRUMBS} title="Add channel" />
      <Loaded query={kinds}>
        {(known) => (
          <ul className={css.kinds} aria-label="Kinds of channels">
            {known.map(({ kind, name, description }) => (
              <li key={kind} className={css.kind}>
                <div>
                  <p className="name">{name}</p>
                  <p className="ink2">{description}</p>
                </div>
                <LinkButton to={newChannelPath(kind)}>Add {name}</LinkButton>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

function NewChannel(props: { kind: string }) {
  const { kind } = props;
  const { form, name, query } = useChannelForm(kind);
  const create = useMutation(trpc.notifications.channels.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  return (
    <>
      <PageHead crumbs={CRUMBS} title={`Add ${name}`} />
      <Loaded query={query} missing={{ title: 'No such kind of channel' }}>
        {() =>
          form && (
            <GeneratedForm
              form={form}
              stored={null}
              saveLabel="Add channel"
              onSave={async ({ values }) => {
                // The form was drawn from these very schemas, and the server reads it again.
                await create.mutateAsync({ kind, ...values } as NotificationChannelCreate);
                await refresh(trpc.notifications.pathKey());
                await navigate({ to: NOTIFICATIONS });
              }}
              onDiscard={() => void navigate({ to: NOTIFICATIONS })}
              footNote="Press Test afterwards: only then it is sure that somebody is told."
            />
          )
        }
      </Loaded>
    </>
  );
}
