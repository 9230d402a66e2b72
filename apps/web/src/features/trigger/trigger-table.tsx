import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { CopyButton } from '../../ui/copy-button.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import { triggerPath } from './trigger-path.ts';
import { accessWords, triggerLines, typeWord } from './trigger-words.ts';

/** Ids with what each starts; on the page of its target that column is left out. */
export function TriggerTable(props: { rows: readonly Trigger[]; ofOne?: boolean; more?: More }) {
  return (
    <Table
      label="Triggers"
      rows={props.rows}
      rowKey={(row) => row.id}
      rowName={nameOf}
      href={(row) => triggerPath(row.id)}
      columns={props.ofOne ? [COMMENT_LINK, FROM, USED, STATE] : [TARGET, COMMENT, FROM, USED, STATE]}
      phone={(row) => ({
        first: props.ofOne ? nameOf(row) : (row.targetName ?? typeWord(row.target.type)),
        firstEnd: <TriggerState trigger={row} />,
        second: props.ofOne ? accessWords(row.access) : row.comment || accessWords(row.access),
        secondEnd: <Time at={row.lastUsedAt} absent="never used" />,
      })}
      acts={(row) => {
        const [first] = triggerLines(row, location.origin);
        return first && <CopyButton text={first.line} label="Copy line" />;
      }}
      {...(props.more && { more: props.more })}
    />
  );
}

function nameOf({ comment }: Trigger): string {
  return comment || 'no comment';
}

const TARGET: Column<Trigger> = {
  key: 'target',
  head: 'Starts',
  cell: (row) => (
    <RowLink to={triggerPath(row.id)}>
      <span className="name">{row.targetName ?? 'gone'}</span>{' '}
      <span className="ink3">{typeWord(row.target.type).toLowerCase()}</span>
    </RowLink>
  ),
};
const COMMENT: Column<Trigger> = {
  key: 'comment',
  head: 'Comment',
  from: 'medium',
  cell: (row) => <span className="cut">{row.comment || <span className="ink3">none</span>}</span>,
};
const COMMENT_LINK: Column<Trigger> = {
  key: 'comment',
  head: 'Comment',
  cell: (row) => (
    <RowLink to={triggerPath(row.id)}>
      {row.comment ? <span className="name">{row.comment}</span> : <span className="ink3">no comment</span>}
    </RowLink>
  ),
};
const FROM: Column<Trigger> = {
  key: 'from',
  head: 'From',
  width: 150,
  cell: (row) => accessWords(row.access),
};
const USED: Column<Trigger> = {
  key: 'used',
  head: 'Last used',
  width: 130,
  cell: (row) => <Time at={row.lastUsedAt} absent="never" />,
};
const STATE: Column<Trigger> = {
  key: 'state',
  head: 'State',
  width: 90,
  cell: (row) => <TriggerState trigger={row} />,
};

export function TriggerState(props: { trigger: Trigger }) {
  return props.trigger.enabled ? (
    <StateWord tone="ok">On</StateWord>
  ) : (
    <StateWord tone="neutral">Off</StateWord>
  );
}
