import type { Archive } from '@borgcube/domain/archive/archive';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useKey } from '../../keys/use-key.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatDay, formatInstant, wallTime } from '../../ui/format/instant.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Time } from '../../ui/time.tsx';
import { useRecordNames } from '../job/record-names.ts';
import { AcceptSuspect, PinArchives } from './archive-mark-acts.tsx';
import { neighboursOf } from './archive-neighbours.ts';
import { ArchiveState } from './archive-table.tsx';
import css from './browser.module.css';
import { BrowserLinkButton } from './browser-link.tsx';

/** Host and date of the archive, always in sight, with the archives before and after it. */
export function BrowserHead(props: { archive: Archive; path: string }) {
  const { archive } = props;
  const names = useRecordNames([archive]);
  const { now, timeZone } = useClock();
  const taken = new Date(archive.timestamp);
  const host = archive.clientId === null ? archive.name : (names.client(archive.clientId) ?? '…');
  const repository = names.repository(archive.repositoryId);
  return (
    <PageHead
      crumbs={[{ label: 'Archives', to: '/archives' }]}
      title={host}
      note={
        <>
          <strong className={css.date}>
            {formatInstant(taken, now, timeZone)} {wallTime(taken, timeZone).zone}
          </strong>
          <span className={css.facts}>
            <Time at={archive.timestamp} /> · {archive.name}
            {repository && ` · ${repository}`}
          </span>
        </>
      }
      state={<ArchiveState archive={archive} />}
      acts={
        <>
          <AcceptSuspect archive={archive} />
          <PinArchives archives={[archive]} />
          <Neighbours archive={archive} path={props.path} />
        </>
      }
    />
  );
}

function Neighbours(props: { archive: Archive; path: string }) {
  const { archive, path } = props;
  const navigate = useNavigate();
  const asked = { limit: 200, ...(archive.clientId && { clientId: archive.clientId }) };
  const { data } = useQuery({
    ...trpc.archives.list.queryOptions(asked),
    enabled: archive.clientId !== null,
  });
  const { previous, next } = neighboursOf(data?.items ?? [], archive.id);
  const go = (id: string | undefined) => {
    if (id) void navigate({ to: '/archives/$id/browse/$', params: { id, _splat: path }, search: {} });
  };
  useKey(previous ? '[' : null, 'Archive before', () => go(previous?.id));
  useKey(next ? ']' : null, 'Archive after', () => go(next?.id));
  return (
    <>
      {previous && <Neighbour archive={previous} path={path} side="before" />}
      {next && <Neighbour archive={next} path={path} side="after" />}
    </>
  );
}

function Neighbour(props: { archive: Archive; path: string; side: 'before' | 'after' }) {
  const { now, timeZone } = useClock();
  const taken = new Date(props.archive.timestamp);
  const Shape = props.side === 'before' ? IconChevronLeft : IconChevronRight;
  const shape = <Shape size={14} stroke={1.75} aria-hidden />;
  return (
    <BrowserLinkButton
      archiveId={props.archive.id}
      path={props.path}
      label={`Archive ${props.side}: ${formatInstant(taken, now, timeZone)}`}
      size="sm"
      {...(props.side === 'before' ? { leftSection: shape } : { rightSection: shape })}
    >
      {formatDay(taken, now, timeZone)}
    </BrowserLinkButton>
  );
}
