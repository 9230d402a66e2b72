import type { ProofDifferences as Differences } from '@borgcube/domain/proof/proof';
import { counted } from '../../ui/format/count.ts';
import { PathText } from '../../ui/path-text.tsx';
import { Section } from '../../ui/section.tsx';
import { Table } from '../../ui/table.tsx';
import { visibleName } from '../archive/archive-path.ts';
import css from './proof.module.css';

/** What was missing or came back different, as far as it was kept by name. */
export function ProofDifferences(props: { differences: Differences }) {
  const { items, total } = props.differences;
  if (items.length === 0)
    return (
      <Section title="Missing or different" note={counted(total, 'path')}>
        <p className="ink2">Their names need the operator role, as the contents of archives do.</p>
      </Section>
    );
  const rows = items.map((item, index) => ({ ...item, key: String(index) }));
  return (
    <Section title="Missing or different" note={counted(total, 'path')} bleed>
      <Table
        label="Missing or different"
        compact
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'path',
            head: 'Path',
            cell: (row) => (
              <>
                <span className="screen-only">
                  <PathText path={visibleName(row.path)} />
                </span>
                <span className="paper-only mono">{visibleName(row.path)}</span>
              </>
            ),
          },
          {
            key: 'reason',
            head: 'How',
            width: '40%',
            cell: (row) => (
              <span className="ink2 cut" title={row.reason}>
                {row.reason}
              </span>
            ),
          },
        ]}
        phone={(row) => ({
          first: <PathText path={visibleName(row.path)} />,
          second: row.reason,
        })}
      />
      {total > items.length && (
        <p className={css.none}>{counted(total - items.length, 'more path')} without a name here.</p>
      )}
    </Section>
  );
}
