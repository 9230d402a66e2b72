import type { Archive } from '@borgcube/domain/archive/archive';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { useClock } from '../../ui/clock.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { ContentsNeedOperator } from '../archive/contents-need-operator.tsx';
import { CatalogBand } from '../catalog/catalog-band.tsx';
import { useCatalog } from '../catalog/use-catalog.ts';
import { useRecordNames } from '../job/record-names.ts';
import css from './archive-diff.module.css';
import { DiffChoice } from './diff-choice.tsx';
import { DiffResult } from './diff-result.tsx';

/** What changed from one archive of a client to another one, and which folders explain it. */
export function DiffPage() {
  const { id = '', otherId = '' } = useParams({ strict: false });
  const { data: from } = useSuspenseQuery(trpc.archives.get.queryOptions({ id }));
  const { data: to } = useSuspenseQuery(trpc.archives.get.queryOptions({ id: otherId }));
  const names = useRecordNames([from]);
  const mayRead = useMay('operator');
  const host = names.client(from.clientId) ?? from.name;
  const alike = from.clientId === to.clientId && from.repositoryId === to.repositoryId;
  return (
    <>
      <PageHead
        hasTimes
        crumbs={[{ label: 'Archives', to: '/archives' }]}
        title={`Compare ${host}`}
        note={names.repository(from.repositoryId) ?? undefined}
      />
      {!mayRead ? (
        <ContentsNeedOperator />
      ) : alike && id !== otherId ? (
        <>
          <DiffChoice from={from} to={to} />
          <Compared from={from} to={to} host={host} />
        </>
      ) : (
        <EmptyState
          title={id === otherId ? 'This is one archive, not two' : 'These two cannot be compared'}
          act={<LinkButton to="/archives">Go to Archives</LinkButton>}
        >
          <p>Two archives of one client in one repository can be compared: select them in the list.</p>
        </EmptyState>
      )}
    </>
  );
}

/** Without Borg: both must be listed first. */
function Compared(props: { from: Archive; to: Archive; host: string }) {
  const { from, to } = props;
  const { now, timeZone } = useClock();
  const [one, other] = [useCatalog(from.id), useCatalog(to.id)];
  if (!one || !other) return null;
  if (one.state === 'ready' && other.state === 'ready')
    return <DiffResult key={`${from.id} ${to.id}`} {...props} />;
  const name = (archive: Archive) =>
    `The archive of ${formatInstant(new Date(archive.timestamp), now, timeZone)}`;
  return (
    <>
      <p className={css.needed}>
        What changed is told from the listings of both archives. It shows here as soon as they are there.
      </p>
      <CatalogBand archive={from} catalog={one} name={name(from)} />
      <CatalogBand archive={to} catalog={other} name={name(to)} />
    </>
  );
}
