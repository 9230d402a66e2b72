import type { Client } from '@borgcube/domain/client/client';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import css from '../settings/settings.module.css';

/** The line that belongs into `authorized_keys` on the client. */
export function LoginKey(props: { client: Client }) {
  const keyId = props.client.connection?.sshKeyId ?? null;
  const { data } = useQuery(trpc.sshKeys.list.queryOptions({ limit: 200 }));
  const key = data?.items.find((known) => known.id === keyId);
  if (!key) return null;
  return (
    <Section title="SSH key" note={key.name} aside={<CopyButton text={key.publicKey} label="Copy line" />}>
      <p className="ink2">
        This line belongs into <span className="mono">~/.ssh/authorized_keys</span> of the login user there.
      </p>
      <pre className={`${css.line} mono`}>{key.publicKey}</pre>
    </Section>
  );
}
