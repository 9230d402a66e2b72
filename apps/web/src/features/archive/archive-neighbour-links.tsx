import type { Archive } from '@borgcube/domain/archive/archive';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useKey } from '../../keys/use-key.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { BrowserLinkButton, browserPlace, useSortText } from './browser-link.tsx';
import { dayBeside } from './day-beside.ts';
import { useNeighbours } from './use-neighbours.ts';

/** The same folder in the archive before and in the one after. */
export function ArchiveNeighbours(props: { archive: Archive; path: string }) {
  const { archive, path } = props;
  const navigate = useNavigate();
  const sort = useSortText();
  const { previous, next } = useNeighbours(archive.id);
  const go = (id: string | undefined) => {
    if (id) void navigate(browserPlace({ archiveId: id, path }, sort));
  };
  useKey(previous ? '[' : null, 'Archive before', () => go(previous?.id));
  useKey(next ? ']' : null, 'Archive after', () => go(next?.id));
  return (
    <>
      {previous && <Neighbour archive={previous} beside={archive} path={path} side="before" />}
      {next && <Neighbour archive={next} beside={archive} path={path} side="after" />}
    </>
  );
}

function Neighbour(props: { archive: Archive; beside: Archive; path: string; side: 'before' | 'after' }) {
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
      {dayBeside(taken, new Date(props.beside.timestamp), now, timeZone)}
    </BrowserLinkButton>
  );
}
