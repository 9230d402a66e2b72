import type { ChannelTest, NotificationChannel } from '@borgcube/domain/notification/notification-channel';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import css from './notification.module.css';
import { channelPath } from './notification-path.ts';

export function ChannelList(props: {
  channels: readonly NotificationChannel[];
  kindName: (kind: string) => string;
}) {
  return (
    <ul className={css.channels} aria-label="Channels">
      {props.channels.map((channel) => (
        <ChannelRow key={channel.id} channel={channel} kindName={props.kindName(channel.kind)} />
      ))}
    </ul>
  );
}

/** The verdict of a test stands where it was asked for. */
function ChannelRow(props: { channel: NotificationChannel; kindName: string }) {
  const { channel, kindName } = props;
  const refresh = useRefresh();
  const test = useMutation(
    trpc.notifications.test.mutationOptions({
      onSuccess: () => refresh(trpc.notifications.channels.pathKey()),
    }),
  );
  return (
    <li className={css.channel}>
      <div className={css.about}>
        <p>
          <TextLink to={channelPath(channel.id)}>
            <span className="name">{channel.name}</span>
          </TextLink>{' '}
          <span className="ink3">{kindName}</span>
        </p>
        <p className="small ink2">
          {targetWords(channel)}
          {channel.lastSentAt && (
            <>
              {' · last sent '}
              <Time at={channel.lastSentAt} />
            </>
          )}
        </p>
      </div>
      <div className={css.standing}>
        <Standing channel={channel} />
      </div>
      <Button size="sm" loading={test.isPending} onClick={() => test.mutate({ id: channel.id })}>
        Test
      </Button>
      <div role="status" className={css.verdict}>
        {test.data && <Verdict result={test.data} />}
        {test.error && <Verdict result={{ ok: false, error: errorWords(test.error).message }} />}
        {!test.data && !test.error && channel.lastError !== null && (
          <p className="mono">{channel.lastError}</p>
        )}
      </div>
    </li>
  );
}

function Standing(props: { channel: NotificationChannel }) {
  const { enabled, known, lastError, testedAt, lastSentAt } = props.channel;
  if (!enabled) return <StateWord tone="neutral">Off</StateWord>;
  if (!known) return <StateWord tone="warning">No plugin</StateWord>;
  if (lastError !== null) return <StateWord tone="failed">Failing</StateWord>;
  if (testedAt === null && lastSentAt === null) return <StateWord tone="warning">Not tested</StateWord>;
  return <StateWord tone="ok">Good</StateWord>;
}

function Verdict(props: { result: Pick<ChannelTest, 'ok' | 'error'> }) {
  const { ok, error } = props.result;
  return ok ? (
    <StateWord tone="ok">The test message was taken. Look whether it arrives.</StateWord>
  ) : (
    <>
      <StateWord tone="failed">The test message was not taken.</StateWord>
      <p className="mono">{error}</p>
    </>
  );
}

/** Where it leads, as far as its form says so. */
function targetWords({ data }: NotificationChannel): string {
  const { to, url } = data;
  if (Array.isArray(to)) return to.join(', ');
  return typeof url === 'string' ? url : '';
}
