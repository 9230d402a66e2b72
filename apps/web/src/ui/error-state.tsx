import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import css from './states.module.css';

/** What is missing, that backups go on, and the way to try again. `details` names procedure, code and request. */
export function ErrorState(props: {
  title: string;
  message: string;
  details: string;
  onRetry?: () => void;
  acts?: ReactNode;
}) {
  return (
    <div className={css.state} role="alert">
      <IconPlugConnectedX size={20} stroke={1.75} aria-hidden className={css.broken} />
      <h2>{props.title}</h2>
      <div className={css.words}>
        <p>{props.message}</p>
        <p>Backups go on; only this view is missing.</p>
      </div>
      <p className={`${css.details} mono`}>{props.details}</p>
      <div className={css.acts}>
        {props.onRetry && (
          <Button variant="filled" onClick={props.onRetry}>
            Load again
          </Button>
        )}
        <CopyButton label="Copy details" text={`${props.title}\n${props.message}\n${props.details}`} />
        {props.acts}
      </div>
    </div>
  );
}
