import type { Archive } from '@borgcube/domain/archive/archive';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../frame/session.ts';
import { useKey } from '../../keys/use-key.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatInstant, wallTime } from '../../ui/format/instant.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Time } from '../../ui/time.tsx';
import { comparedPair } from '../archive-diff/archive-pair.ts';
import { diffPath } from '../archive-diff/diff-path.ts';
import { useRecordNames } from '../job/record-names.ts';
import { oldWords } from './archive-age.ts';
import { ArchiveMenu } from './archive-menu.tsx';
import { ArchiveNeighbours } from './archive-neighbour-links.tsx';
import { ArchiveState } from './archive-table.tsx';
import css from './browser.module.css';
import { useNeighbours } from './use-neighbours.ts';

/** Host and date of the archive, always in sight, with the archives before and after it. */
export function BrowserHead(props: { archive: Archive; path: string }) {
  const { archive } = props;
  const names = useRecordNames([archive]);
  const { now, timeZone } = useClock();
  const taken = new Date(archive.timestamp);
  const host = archive.clientId === null ? archive.name : (names.client(archive.clientId) ?? '…');
  const repository = names.repository(archive.repositoryId);
  const old = oldWords(archive.timestamp, now);
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
      state={
        <>
          <ArchiveState archive={archive} />
          {old !== null && <StateWord tone="stale">{old}</StateWord>}
        </>
      }
      acts={
        <>
          <Compare archive={archive} />
          <ArchiveNeighbours archive={archive} path={props.path} />
          <ArchiveMenu archive={archive} />
        </>
      }
    />
  );
}

/** With the last good archive before it; another one is chosen there. */
function Compare(props: { archive: Archive }) {
  const navigate = useNavigate();
  const operator = useMay('operator');
  const { compared } = useNeighbours(props.archive.id);
  const pair = operator && compared ? comparedPair(props.archive, compared) : null;
  useKey(pair ? 'd' : null, 'Compare with the archive before', () => {
    if (pair) void navigate({ to: diffPath(pair) });
  });
  if (!pair) return null;
  return (
    <LinkButton
      to={diffPath(pair)}
      variant="subtle"
      size="sm"
      leftSection={<IconArrowsDiff size={16} stroke={1.75} aria-hidden />}
    >
      Compare
    </LinkButton>
  );
}
