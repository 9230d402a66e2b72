import type { Archive } from '@borgcube/domain/archive/archive';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { counted } from '../../ui/format/count.ts';
import { Size } from '../../ui/size.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { downloadName, downloadUrl, parentPath } from '../archive/archive-path.ts';
import { BrowserLink } from '../archive/browser-link.tsx';
import { diffPath } from '../archive-diff/diff-path.ts';
import css from './version-thread.module.css';
import {
  comparable,
  type FileVersion,
  historyWords,
  type ThreadStep,
  threadOf,
  versionIn,
  versionKey,
} from './version-view.ts';

/** The versions of a file as a thread, newest first; the one that the archive holds is marked. */
export function VersionThread(props: { archive: Archive; path: string }) {
  const { archive, path } = props;
  const asked = { clientId: archive.clientId ?? '', path };
  const { data, error } = useQuery({
    ...trpc.archives.history.queryOptions(asked),
    enabled: archive.clientId !== null,
  });
  if (archive.clientId === null) return null;
  const versions = data?.versions ?? [];
  const shown = versionIn(versions, archive);
  return (
    <section className={css.thread} aria-label="History of this file">
      <div className={css.head}>
        <h3>History of this file</h3>
        {versions.length > 0 && (
          <Link to="/files" search={{ client: archive.clientId, path }} className="link">
            {historyWords(versions)}
          </Link>
        )}
      </div>
      {error && <p className="ink3">It could not be loaded. {errorWords(error).message}</p>}
      {data && versions.length === 0 && (
        <p className="ink3">No version is known: this archive is not listed yet.</p>
      )}
      <ol>
        {threadOf(versions).map((step) => (
          <Step key={keyOf(step)} step={step} shown={shown} path={path} />
        ))}
      </ol>
    </section>
  );
}

function keyOf(step: ThreadStep): string {
  return step.kind === 'gone' ? `gone ${step.archive.id}` : versionKey(step.version);
}

function Step(props: { step: ThreadStep; shown: FileVersion | null; path: string }) {
  const { step, shown, path } = props;
  if (step.kind === 'gone') {
    return (
      <li className={css.step} data-kind="gone">
        <BrowserLink archiveId={step.archive.id} path={parentPath(path)} className={css.gone}>
          Not in <Time at={step.archive.timestamp} as="date" />
        </BrowserLink>
      </li>
    );
  }
  const { version } = step;
  return (
    <li className={css.step} data-kind={version === shown ? 'shown' : 'version'}>
      <div className={css.line}>
        <BrowserLink
          archiveId={version.lastArchiveId}
          path={parentPath(path)}
          file={path.slice(path.lastIndexOf('/') + 1)}
          className="name"
        >
          <Time at={version.mtime} as="date" absent="time not known" />
        </BrowserLink>
        {version === shown && <span className="ink3 small">shown</span>}
        <span className={css.end}>
          <Size bytes={version.size} absent="" />
        </span>
      </div>
      <div className={`${css.line} small ink3`}>
        <span>in {counted(version.archives, 'archive')}</span>
        <span className={css.end}>
          <Time at={version.firstTimestamp} as="day" />
          {version.archives > 1 && (
            <>
              {' to '}
              <Time at={version.lastTimestamp} as="day" />
            </>
          )}
        </span>
      </div>
      {version !== shown && <Acts version={version} shown={shown} path={path} />}
    </li>
  );
}

function Acts(props: { version: FileVersion; shown: FileVersion | null; path: string }) {
  const { version, shown, path } = props;
  const pair = shown && comparable(version, shown);
  return (
    <div className={`${css.line} small`}>
      {version.type === 'file' && (
        <a href={downloadUrl(version.lastArchiveId, path)} download={downloadName(path)} className="link">
          Download
        </a>
      )}
      {pair && <TextLink to={diffPath(pair)}>Compare with shown</TextLink>}
    </div>
  );
}
