import type { Repository } from '@borgcube/domain/repository/repository';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { inputProps } from '../../forms/field-error.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './export-key.module.css';

/** Follows a repository that was brought to another place, once it is proven to be the same. */
export function MoveRepository(props: { repository: Repository }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpened(true)}>
        It was moved…
      </Button>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Where does ${props.repository.name} lie now?`}
      >
        <MoveForm repository={props.repository} onClose={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

function MoveForm(props: { repository: Repository; onClose: () => void }) {
  const { id, name, url: before } = props.repository;
  const [url, setUrl] = useState(before);
  const [fingerprint, setFingerprint] = useState('');
  const refresh = useRefresh();
  const move = useMutation(
    trpc.repositories.move.mutationOptions({
      onSuccess: async (moved) => {
        props.onClose();
        await refresh(trpc.repositories.pathKey());
        toast('ok', 'Moved', `${name} is at ${moved.url}. Print its key kit anew.`);
      },
    }),
  );
  const told = move.error ? readApiError(move.error) : null;
  const fields = told?.fieldErrors ?? {};
  const isRemote = parseRepositoryUrl(url)?.type === 'ssh';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const hostKeyFingerprint = fingerprint.trim();
    move.mutate({ id, url, ...(isRemote && hostKeyFingerprint !== '' ? { hostKeyFingerprint } : {}) });
  };
  return (
    <form onSubmit={submit}>
      <p className="ink2">
        BorgCube moves no data: bring the folder there first. It then opens the new place with the passphrase
        and key that it holds. Only if exactly this repository lies there, the record follows; else nothing
        changes, here or there.
      </p>
      <TextInput
        {...inputProps('New path or URL', undefined, fields.url?.[0] ?? null, true)}
        mt={12}
        classNames={{ input: 'mono' }}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        spellCheck={false}
        data-autofocus
      />
      {isRemote && (
        <TextInput
          {...inputProps(
            'Host key fingerprint',
            'Of a machine that was not accepted before, as ssh-keygen -l prints it there.',
            fields.hostKeyFingerprint?.[0] ?? null,
            false,
          )}
          mt={12}
          placeholder="SHA256:…"
          value={fingerprint}
          onChange={(event) => setFingerprint(event.currentTarget.value)}
          spellCheck={false}
        />
      )}
      {told && Object.keys(fields).length === 0 && (
        <p role="alert" style={{ color: 'var(--bc-failed-fg)', marginTop: 12 }}>
          {errorWords(move.error).message}
        </p>
      )}
      <div className={css.acts}>
        <Button variant="subtle" onClick={props.onClose}>
          Leave it
        </Button>
        <Button type="submit" variant="filled" loading={move.isPending} disabled={url.trim() === before}>
          Look there, then follow it
        </Button>
      </div>
    </form>
  );
}
