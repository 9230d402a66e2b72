import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../ui/format/count.ts';
import { RowLink } from '../../ui/row-link.tsx';
import { Segments } from '../../ui/segments.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import type { Fate } from './fate.ts';
import css from './retention.module.css';

const STEP = 50;
const FILTERS = ['all', 'kept', 'deleted'] as const;
type Filter = (typeof FILTERS)[number];

/** The same archive by archive: kept or deleted, and by which rule. */
export function FateTable(props: { fates: readonly Fate[] }) {
  const [filter, setFilter] = useState<Filter>('all');
  const [shown, setShown] = useState(STEP);
  const matching = props.fates.filter(({ keep }) => filter === 'all' || keep === (filter === 'kept'));
  const count = (one: Filter) =>
    one === 'all' ? props.fates.length : props.fates.filter(({ keep }) => keep === (one === 'kept')).length;
  return (
    <>
      <div className={css.choices} style={{ padding: '0 24px' }}>
        <Segments
          label="Show"
          value={filter}
          options={FILTERS.map((one) => ({
            value: one,
            label: `${one[0]?.toUpperCase()}${one.slice(1)} ${formatCount(count(one))}`,
          }))}
          onChange={(next) => {
            setFilter(next);
            setShown(STEP);
          }}
        />
      </div>
      <Table
        label="Archives"
        rows={matching.slice(0, shown)}
        rowKey={({ key }) => key}
        columns={columnsFor(props.fates)}
        phone={(fate) => ({
          first: <Time at={fate.at} as="date" />,
          firstEnd: <Verdict fate={fate} />,
          second: fate.name ?? fate.rule ?? '',
          secondEnd: fate.name ? (fate.rule ?? '') : '',
        })}
        more={{
          hasMore: matching.length > shown,
          loading: false,
          onMore: () => setShown(shown + STEP),
        }}
      />
    </>
  );
}

function columnsFor(fates: readonly Fate[]): readonly Column<Fate>[] {
  const hasNames = fates.some(({ name }) => name !== undefined);
  const hasHosts = fates.some(({ host }) => host !== undefined);
  const host = { key: 'host', head: 'Client', width: 180, cell: (fate: Fate) => <Host fate={fate} /> };
  const name = { key: 'name', head: 'Archive', cell: (fate: Fate) => <Name fate={fate} /> };
  return [
    { key: 'taken', head: 'Taken', width: 190, cell: (fate) => <Time at={fate.at} as="date" /> },
    ...(hasHosts ? [host] : []),
    ...(hasNames ? [name] : []),
    { key: 'verdict', head: 'Fate', width: 120, cell: (fate) => <Verdict fate={fate} /> },
    {
      key: 'rule',
      head: 'Kept by',
      ...(hasNames && { width: 170 }),
      cell: (fate) => <span className="mono ink2">{fate.rule ?? ''}</span>,
    },
  ];
}

function Host(props: { fate: Fate }) {
  return <span className="id cut">{props.fate.host}</span>;
}

function Name(props: { fate: Fate }) {
  const { archiveId, name = '' } = props.fate;
  return archiveId ? (
    <RowLink to={`/archives/${archiveId}`}>{name}</RowLink>
  ) : (
    <span className="id">{name}</span>
  );
}

function Verdict(props: { fate: Fate }) {
  return props.fate.keep ? (
    <StateWord tone="ok">Kept</StateWord>
  ) : (
    <StateWord tone="neutral" icon={IconTrash}>
      Deleted
    </StateWord>
  );
}
