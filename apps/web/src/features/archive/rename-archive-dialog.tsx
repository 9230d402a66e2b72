import type { Archive } from '@borgcube/domain/archive/archive';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import css from '../../ui/confirm-dialog.module.css';
import { Dialog } from '../../ui/dialog.tsx';

/** Asks for the new name of an archive; a job gives it to it. */
export function RenameArchiveDialog(props: { archive: Archive; opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={`Rename ${props.archive.name}?`}>
      <NameForm {...props} />
    </Dialog>
  );
}

function NameForm(props: { archive: Archive; onClose: () => void }) {
  const { archive, onClose } = props;
  const [name, setName] = useState(archive.name);
  const navigate = useNavigate();
  const refresh = useRefresh();
  const rename = useMutation(
    trpc.archives.rename.mutationOptions({
      onSuccess: async (job) => {
        onClose();
        await refresh(trpc.jobs.pathKey(), trpc.system.pathKey());
        await navigate({ to: `/jobs/${job.id}` });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ id: archive.id, name });
  };
  const fault = rename.error && (readApiError(rename.error).fieldErrors.name?.[0] ?? null);
  return (
    <form onSubmit={submit}>
      <p className={css.body}>
        A job gives it the name in its repository. Borg gives it a new fingerprint then; its content, its
        comment and this page stay.
      </p>
      <TextInput
        className={css.typed ?? ''}
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fault}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      {rename.error && !fault && (
        <p role="alert" className={css.error}>
          {errorWords(rename.error).message}
        </p>
      )}
      <div className={css.acts}>
        <Button variant="subtle" onClick={onClose}>
          Keep the name
        </Button>
        <Button type="submit" variant="filled" loading={rename.isPending}>
          Rename
        </Button>
      </div>
    </form>
  );
}
