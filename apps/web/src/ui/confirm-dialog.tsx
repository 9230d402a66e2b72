import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import css from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  opened: boolean;
  /** A question with the number: "Delete 3 archives of db01?" */
  question: string;
  /** What is lost, and until when it can be undone. */
  children: ReactNode;
  /** What the quiet button keeps: "Keep them". */
  keep: string;
  /** The verb and number again: "Delete 3 archives". */
  act: string;
  /** A name that must be typed first. */
  typed?: string;
  danger?: boolean;
  busy?: boolean;
  error?: string | null;
  onKeep: () => void;
  onAct: () => void;
}

/** Asks before something that is hard to undo. `Enter` never confirms a dialog that was just opened. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog opened={props.opened} onClose={props.onKeep} title={props.question} withCloseButton={false}>
      <Question {...props} />
    </Dialog>
  );
}

function Question(props: ConfirmDialogProps) {
  const [text, setText] = useState('');
  const errorId = useId();
  const ready = props.typed === undefined || text.trim() === props.typed;
  return (
    <div>
      <div className={css.body}>{props.children}</div>
      {props.typed !== undefined && (
        <TextInput
          className={css.typed ?? ''}
          label={
            <>
              Type <span className="mono">{props.typed}</span> to confirm
            </>
          }
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      )}
      {props.error && (
        <p id={errorId} role="alert" className={css.error}>
          {props.error}
        </p>
      )}
      <div className={css.acts}>
        <Button
          variant="subtle"
          onClick={props.onKeep}
          {...(props.typed === undefined && { 'data-autofocus': true })}
        >
          {props.keep}
        </Button>
        <Button
          variant={(props.danger ?? true) ? 'danger-filled' : 'filled'}
          disabled={!ready}
          loading={props.busy ?? false}
          onClick={props.onAct}
        >
          {props.act}
        </Button>
      </div>
    </div>
  );
}
