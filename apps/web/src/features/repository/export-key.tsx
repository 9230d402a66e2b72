import type { Repository } from '@borgcube/domain/repository/repository';
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { inputProps } from '../../forms/field-error.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import css from './export-key.module.css';

/** Opens the key as `borg key export` writes it; asks for one's own password again and is written to the audit log. */
export function ExportKey(props: {
  repository: Repository;
  /** What it is opened for. */
  act: string;
  onKey: (key: string) => void;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="filled" mt={12} onClick={() => setOpened(true)}>
        {`${props.act}…`}
      </Button>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Open the key of ${props.repository.name}?`}
      >
        <ExportKeyForm {...props} onClose={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

function ExportKeyForm(props: {
  repository: Repository;
  act: string;
  onKey: (key: string) => void;
  onClose: () => void;
}) {
  const [password, setPassword] = useState('');
  const exported = useMutation(
    trpc.repositories.exportKey.mutationOptions({
      onSuccess: ({ key }) => {
        props.onClose();
        props.onKey(key);
      },
    }),
  );
  const told = exported.error ? readApiError(exported.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    exported.mutate({ id: props.repository.id, password });
  };
  return (
    <form onSubmit={submit}>
      <p className="ink2">
        Whoever has the key and the passphrase reads every archive. The audit log names you.
      </p>
      <PasswordInput
        {...inputProps(
          'Your password',
          undefined,
          told ? (told.fieldErrors.password?.[0] ?? errorWords(exported.error).message) : null,
          true,
        )}
        mt={12}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-autofocus
      />
      <div className={css.acts}>
        <Button variant="subtle" onClick={props.onClose}>
          Leave it
        </Button>
        <Button type="submit" variant="filled" loading={exported.isPending}>
          {props.act}
        </Button>
      </div>
    </form>
  );
}
