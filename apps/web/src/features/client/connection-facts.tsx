import type { Client } from '@borgcube/domain/client/client';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';

/** How the server reaches a client, and the host key that it expects there. */
export function ConnectionFacts(props: { client: Client; linked?: boolean }) {
  const { id, connection } = props.client;
  const more = props.linked && <TextLink to={`/clients/${id}/connection`}>Test connection</TextLink>;
  if (!connection)
    return (
      <Section title="Connection">
        <p className="ink2">None: its files are this server's own.</p>
      </Section>
    );
  const { hostKey } = connection;
  return (
    <Section title="Connection" aside={more}>
      <Facts
        facts={[
          ['Remote', <Mono key="remote">{remoteWords(connection)}</Mono>],
          [
            'Host key',
            hostKey ? (
              <span key="key">
                <Mono>{`${hostKey.type} ${hostKey.fingerprint}`}</Mono>{' '}
                <span className="ink3 small">
                  {hostKey.acceptedAt ? (
                    <>
                      pinned <Time at={hostKey.acceptedAt} as="day" />
                    </>
                  ) : (
                    'seen, not accepted'
                  )}
                </span>
              </span>
            ) : (
              <span key="key" className="ink3">
                none accepted yet
              </span>
            ),
          ],
          ['Borg there', <Mono key="borg">{connection.remoteBorg}</Mono>],
          [
            'SSH options',
            connection.rshOptions ? <Mono key="options">{connection.rshOptions}</Mono> : undefined,
          ],
        ]}
      />
    </Section>
  );
}

function remoteWords(connection: NonNullable<Client['connection']>): string {
  return connection.port === null ? connection.remote : `${connection.remote}:${connection.port}`;
}

function Mono(props: { children: string }) {
  return <span className="mono">{props.children}</span>;
}
