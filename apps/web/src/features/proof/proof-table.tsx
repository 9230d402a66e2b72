import type { Proof } from '@borgcube/domain/proof/proof';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { More } from '../../ui/table-foot.tsx';
import { Time } from '../../ui/time.tsx';
import { proofPath } from './proof-path.ts';
import { recoveryWords, scopeWords } from './proof-words.ts';

/** Proofs as the ledger has them; names are those of the time, also of what is gone since. */
export function ProofTable(props: { rows: readonly Proof[]; more?: More }) {
  return (
    <Table
      label="Proofs"
      rows={props.rows}
      rowKey={(proof) => proof.id}
      href={proofPath}
      columns={COLUMNS}
      phone={(proof) => ({
        first: subjectOf(proof),
        firstEnd: <Outcome proof={proof} />,
        second: `${proof.number}. ${scopeWords(proof)}`,
        secondEnd: <Time at={proof.endedAt} as="date" />,
      })}
      {...(props.more && { more: props.more })}
    />
  );
}

const COLUMNS: readonly Column<Proof>[] = [
  {
    key: 'number',
    head: 'No.',
    width: 76,
    cell: (proof) => <RowLink to={proofPath(proof)}>{proof.number}</RowLink>,
  },
  {
    key: 'subject',
    head: 'Of',
    width: '20%',
    cell: (proof) => <span className="cut">{subjectOf(proof)}</span>,
  },
  {
    key: 'archive',
    head: 'Archive',
    width: '16%',
    from: 'medium',
    cell: (proof) => <span className="id ink2 cut">{proof.archiveName}</span>,
  },
  { key: 'outcome', head: 'Outcome', width: 130, cell: (proof) => <Outcome proof={proof} /> },
  { key: 'scope', head: 'What', cell: (proof) => <span className="ink2 cut">{scopeWords(proof)}</span> },
  {
    key: 'recovery',
    head: 'Measured recovery',
    width: 225,
    from: 'wide',
    cell: (proof) => <span className="ink2 cut">{recoveryWords(proof)}</span>,
  },
  {
    key: 'when',
    head: 'When',
    width: 178,
    sorted: 'descending',
    cell: (proof) => <Time at={proof.endedAt} as="date" />,
  },
];

export function Outcome(props: { proof: Pick<Proof, 'isProven'> }) {
  return props.proof.isProven ? (
    <StateWord tone="ok">Proven</StateWord>
  ) : (
    <StateWord tone="failed">Not proven</StateWord>
  );
}

/** `web01 system`, or the repository where there was no client. */
export function subjectOf(proof: Pick<Proof, 'clientHostname' | 'configLabel' | 'repositoryName'>): string {
  return [proof.clientHostname ?? proof.repositoryName, proof.configLabel].filter(Boolean).join(' ');
}
