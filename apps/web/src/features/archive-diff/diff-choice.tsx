import type { Archive } from '@borgcube/domain/archive/archive';
import { Button, Select } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { formatSize } from '../../ui/format/size.ts';
import css from './archive-diff.module.css';
import { type ArchivePair, diffPath } from './diff-path.ts';

/** Which two archives are compared, and the way round. */
export function DiffChoice(props: { from: Archive; to: Archive }) {
  const { from, to } = props;
  const navigate = useNavigate();
  const asked = {
    repositoryId: from.repositoryId,
    ...(from.clientId !== null && { clientId: from.clientId }),
    limit: 200,
  };
  const { data } = useQuery(trpc.archives.list.queryOptions(asked));
  const listed = (data?.items ?? []).filter(
    (archive) => archive.clientId === from.clientId && archive.vanishedAt === null,
  );
  const archives = [...listed, ...[from, to].filter(({ id }) => !listed.some((one) => one.id === id))];
  const goTo = (pair: ArchivePair) => void navigate({ to: diffPath(pair), replace: true });
  return (
    <div className={css.choice}>
      <span className="ink3">From</span>
      <Choice
        label="From archive"
        archives={archives}
        value={from.id}
        other={to.id}
        onChange={(id) => goTo({ id, otherId: to.id })}
      />
      <span className="ink3">to</span>
      <Choice
        label="To archive"
        archives={archives}
        value={to.id}
        other={from.id}
        onChange={(otherId) => goTo({ id: from.id, otherId })}
      />
      <Button
        variant="subtle"
        leftSection={<IconArrowsExchange size={16} stroke={1.75} aria-hidden />}
        onClick={() => goTo({ id: to.id, otherId: from.id })}
      >
        Swap
      </Button>
    </div>
  );
}

function Choice(props: {
  label: string;
  archives: readonly Archive[];
  value: string;
  other: string;
  onChange: (id: string) => void;
}) {
  const { now, timeZone } = useClock();
  const words = (archive: Archive) =>
    [
      formatInstant(new Date(archive.timestamp), now, timeZone),
      ...(archive.originalSize === null ? [] : [formatSize(archive.originalSize)]),
      ...(archive.suspect === null ? [] : ['suspect']),
    ].join(' · ');
  return (
    <Select
      aria-label={props.label}
      className={css.select ?? ''}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such archive"
      data={props.archives.map((archive) => ({
        value: archive.id,
        label: words(archive),
        disabled: archive.id === props.other,
      }))}
      value={props.value}
      onChange={(value) => value !== null && props.onChange(value)}
    />
  );
}
