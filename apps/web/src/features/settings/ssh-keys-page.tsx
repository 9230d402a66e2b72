import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { KEYSET, useKeysetRows, useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { Time } from '../../ui/time.tsx';
import css from './settings.module.css';
import { SettingsTabs } from './settings-tabs.tsx';

export function SshKeysPage() {
  const query = useInfiniteQuery(trpc.sshKeys.list.infiniteQueryOptions({}, KEYSET));
  const { rows } = useKeysetRows(query);
  const admin = useMay('admin');
  const [leaving, setLeaving] = useState<SshKey | null>(null);
  const add = admin && (
    <LinkButton
      to="/settings/ssh-keys/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
    >
      Add SSH key
    </LinkButton>
  );
  return (
    <>
      <PageHead title="Settings" acts={rows.length > 0 && add} />
      <SettingsTabs />
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyState title="No SSH keys yet" act={add}>
              With an SSH key this server signs in on clients. Its public half belongs into authorized_keys
              there.
            </EmptyState>
          ) : (
            rows.map((key) => (
              <Section
                key={key.id}
                title={key.name}
                note={<Time at={key.createdAt} as="day" />}
                aside={
                  <span className="row">
                    <CopyButton text={key.publicKey} label="Copy public key" />
                    {admin && (
                      <IconButton
                        icon={IconTrash}
                        label={`Delete ${key.name}`}
                        onClick={() => setLeaving(key)}
                      />
                    )}
                  </span>
                }
              >
                <p className={`${css.fingerprint} mono`}>{key.fingerprint}</p>
                <pre className={`${css.line} mono`}>{key.publicKey}</pre>
              </Section>
            ))
          )
        }
      </Loaded>
      {leaving && <DeleteKey sshKey={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function DeleteKey(props: { sshKey: SshKey; onClose: () => void }) {
  const { sshKey, onClose } = props;
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.sshKeys.delete.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.sshKeys.pathKey());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question={`Delete SSH key ${sshKey.name}?`}
      keep="Keep it"
      act="Delete SSH key"
      typed={sshKey.name}
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={onClose}
      onAct={() => remove.mutate({ id: sshKey.id })}
    >
      The private half is gone for good. Clients that know its public half no longer let this server in with
      it.
    </ConfirmDialog>
  );
}
