import type { Repository } from '@borgcube/domain/repository/repository';
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ExportKey } from './export-key.tsx';
import css from './key-kit.module.css';
import { KeyKitSheet } from './key-kit-sheet.tsx';

/** Opens the key for the sheet, prints it, and lets a person say that it was printed. */
export function KeyKit(props: { repository: Repository }) {
  const { repository } = props;
  const [key, setKey] = useState<string | null>(null);
  const refresh = useRefresh();
  const confirm = useMutation(
    trpc.repositories.confirmKeyKit.mutationOptions({
      onSuccess: () => refresh(trpc.repositories.pathKey(), trpc.system.pathKey()),
    }),
  );
  if (repository.borgId === '') return <p className="ink3">Connect it first: its key is not known yet.</p>;
  const isOpen = key !== null || repository.encryption === 'none';
  if (!isOpen && !repository.hasKey)
    return <p className="ink3">Its key is not held here. Connect it again to take a copy.</p>;
  if (!isOpen) return <ExportKey repository={repository} act="Show key kit" onKey={setKey} />;
  const sheet = <KeyKitSheet repository={repository} keyText={key} />;
  return (
    <>
      <div className={css.acts}>
        <Button
          variant="filled"
          leftSection={<IconPrinter size={14} stroke={1.75} aria-hidden />}
          onClick={() => window.print()}
        >
          Print key kit
        </Button>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate({ id: repository.id })}>
          It is printed and put away
        </Button>
        {key !== null && <CopyButton text={key} label="Copy key" />}
      </div>
      {confirm.error && <ActError error={confirm.error} />}
      {confirm.data && (
        <p role="status" className="ink2">
          Noted. You are reminded again when the passphrase, the key or the place changes.
        </p>
      )}
      <div className={css.screen}>{sheet}</div>
      {createPortal(
        <div className={css.paper} aria-hidden>
          {sheet}
        </div>,
        document.body,
      )}
    </>
  );
}
