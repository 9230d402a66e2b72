import type { Archive } from '@borgcube/domain/archive/archive';
import { Button } from '@mantine/core';
import { readApiError } from '../../api/api-error.ts';
import { errorWords } from '../../api/error-words.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { useRecordNames } from '../job/record-names.ts';
import css from './browser.module.css';
import { BrowserLinkButton } from './browser-link.tsx';

const BUSY_KINDS = ['repository-busy', 'repository-lock-timeout', 'repository-lock-failed'];

/** Why a folder cannot be shown now: somebody holds the repository, it is not in this archive, or something broke. */
export function ListingFailed(props: {
  archive: Archive;
  path: string;
  error: unknown;
  onRetry: () => void;
}) {
  const { archive } = props;
  const names = useRecordNames([archive]);
  const { code, data, kind, message } = readApiError(props.error);
  const root = (
    <BrowserLinkButton archiveId={archive.id} path="" label="Go to the root">
      Go to the root
    </BrowserLinkButton>
  );
  if (isBusy(props.error)) {
    const repository = names.repository(archive.repositoryId) ?? 'The repository';
    return <Busy repository={repository} why={message} jobId={data.jobId} onRetry={props.onRetry} />;
  }
  if (code === 'NOT_FOUND' && props.path !== '') {
    return (
      <div className={css.standing}>
        <h2>This folder is not in this archive</h2>
        <p className="ink2">It may be in the archive before or after this one.</p>
        {root}
      </div>
    );
  }
  return (
    <ErrorState
      title="The contents could not be listed"
      {...errorWords(props.error)}
      onRetry={props.onRetry}
      acts={
        kind?.startsWith('repository-') ? (
          <LinkButton to={`/repositories/${archive.repositoryId}`}>Open repository</LinkButton>
        ) : (
          props.path !== '' && root
        )
      }
    />
  );
}

function Busy(props: { repository: string; why: string; jobId: unknown; onRetry: () => void }) {
  return (
    <div className={css.standing} role="status">
      <StateWord tone="running">Busy</StateWord>
      <h2>{props.repository} is busy</h2>
      <p className="ink2">{props.why}</p>
      <p className="ink2">
        This archive is not in the catalog yet, so its contents are read from the repository itself. This page
        asks again every 5 s and shows them as soon as it can.
      </p>
      <div className="row">
        <Button onClick={props.onRetry}>Try now</Button>
        {typeof props.jobId === 'number' && (
          <LinkButton to={`/jobs/${props.jobId}`}>Job {props.jobId}</LinkButton>
        )}
      </div>
    </div>
  );
}

export function isBusy(error: unknown): boolean {
  return error !== null && BUSY_KINDS.includes(readApiError(error).kind ?? '');
}
