import type { Archive } from '@borgcube/domain/archive/archive';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import css from './archive-panel.module.css';

const LONGEST = 2000;

/** What people noted down about an archive; written where it stands. */
export function ArchiveCommentLine(props: { archive: Archive }) {
  const { comment } = props.archive;
  const [isOpen, setOpen] = useState(false);
  const operator = useMay('operator');
  if (isOpen) return <Editor archive={props.archive} onClose={() => setOpen(false)} />;
  return (
    <div className={css.comment}>
      {comment}
      {comment !== '' && operator && ' '}
      {operator && (
        <Button variant="subtle" size="sm" {...(comment === '' && { px: 0 })} onClick={() => setOpen(true)}>
          {comment === '' ? 'Add a comment' : 'Edit'}
        </Button>
      )}
    </div>
  );
}

function Editor(props: { archive: Archive; onClose: () => void }) {
  const { archive, onClose } = props;
  const [text, setText] = useState(archive.comment);
  const refresh = useRefresh();
  const save = useMutation(
    trpc.archives.comment.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.archives.pathKey());
        onClose();
      },
      // What was stored meanwhile is seen then, and saving again replaces it.
      onError: () => refresh(trpc.archives.get.pathKey()),
    }),
  );
  const run = () => save.mutate({ id: archive.id, comment: text, ifUpdatedAt: archive.updatedAt });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={css.editor}>
      <Textarea
        aria-label="Comment"
        autoFocus
        rows={3}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {save.error && (
        <p role="alert" className={css.error}>
          {failureWords(save.error, archive.comment)}
        </p>
      )}
      <div className="row">
        <Button size="sm" variant="filled" loading={save.isPending} onClick={run}>
          Save
        </Button>
        <Button size="sm" variant="subtle" onClick={onClose}>
          Discard
        </Button>
      </div>
    </div>
  );
}

function failureWords(error: unknown, stored: string): string {
  if (readApiError(error).kind !== 'changed-meanwhile') return errorWords(error).message;
  return `The archive was changed meanwhile; its comment is now “${stored}”. Save again to replace it.`;
}
