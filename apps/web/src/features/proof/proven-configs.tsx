import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { Proof } from '@borgcube/domain/proof/proof';
import { IconRestore } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useClock } from '../../ui/clock.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { type RecordNames, useRecordNames } from '../job/record-names.ts';
import css from './proof.module.css';
import { DRILL_PATH, proofPath } from './proof-path.ts';
import { proofState, provenVerdict, recoveryWords, scopeWords } from './proof-words.ts';
import { useLastProofs } from './use-last-proofs.ts';

interface Row {
  config: BackupConfig;
  /** Undefined: not known yet. */
  proof: Proof | null | undefined;
}

/** Each config with the last time that something of it was restored and compared. */
export function ProvenConfigs() {
  const list = useInfiniteQuery(trpc.backupConfigs.list.infiniteQueryOptions({}, KEYSET));
  const { rows: configs, more } = useKeysetRows(list);
  const proofs = useLastProofs(configs);
  const names = useRecordNames(configs);
  const { now } = useClock();
  const operator = useMay('operator');
  const navigate = useNavigate();
  const told = configs.map((config) => ({ config, proof: proofs.get(config.id) }));
  const known = told.map(({ proof }) => proof).filter((proof) => proof !== undefined);
  const rows = told.toSorted((one, other) => Number(failed(other)) - Number(failed(one)));
  return (
    <Section
      title="Restored and compared"
      note={
        known.length === rows.length &&
        list.data &&
        (rows.some(failed) ? (
          <StateWord tone="failed">{provenVerdict(known, now)}</StateWord>
        ) : (
          provenVerdict(known, now)
        ))
      }
      bleed
    >
      <Loaded query={list}>
        {() =>
          rows.length === 0 ? (
            <p className={css.none}>A drill restores what a config backed up. There is no config yet.</p>
          ) : (
            <Table<Row>
              label="Configs and their proofs"
              rows={rows}
              rowKey={({ config }) => config.id}
              href={hrefOf}
              columns={columns(names, now)}
              phone={(row) => ({
                first: `${names.client(row.config.clientId) ?? ''} ${row.config.label}`,
                firstEnd: <State row={row} now={now} />,
                second: row.proof ? recoveryWords(row.proof) : '',
                secondEnd: row.proof && <Time at={row.proof.endedAt} />,
              })}
              {...(operator && {
                acts: ({ config }: Row) => (
                  <IconButton
                    icon={IconRestore}
                    label={`Run drill of ${config.label}`}
                    disabled={config.problem !== null}
                    onClick={() => void navigate({ to: DRILL_PATH, search: { config: config.id } })}
                  />
                ),
              })}
              more={more}
            />
          )
        }
      </Loaded>
    </Section>
  );
}

/** It comes before what was proven. */
function failed({ proof }: Row): boolean {
  return proof?.isProven === false;
}

/** The proof, or where one can be made possible. */
function hrefOf({ config, proof }: Row): string {
  return proof ? proofPath(proof) : `/clients/${config.clientId}/configs/${config.id}`;
}

function State(props: { row: Row; now: Date }) {
  const { proof } = props.row;
  if (proof === undefined) return null;
  const { tone, word } = proofState(proof, props.now);
  return <StateWord tone={tone}>{word}</StateWord>;
}

function columns(names: RecordNames, now: Date): readonly Column<Row>[] {
  return [
    {
      key: 'client',
      head: 'Client',
      width: 200,
      cell: (row) => (
        <RowLink to={hrefOf(row)}>{names.client(row.config.clientId) ?? row.config.clientId}</RowLink>
      ),
    },
    {
      key: 'config',
      head: 'Config',
      width: 180,
      cell: ({ config }) => <span className="cut">{config.label}</span>,
    },
    { key: 'state', head: 'Restorable', width: 150, cell: (row) => <State row={row} now={now} /> },
    {
      key: 'when',
      head: 'Last tried',
      width: 130,
      cell: ({ proof }) => proof && <Time at={proof.endedAt} />,
    },
    {
      key: 'scope',
      head: 'What',
      cell: ({ proof }) => proof && <span className="ink2 cut">{scopeWords(proof)}</span>,
    },
    {
      key: 'recovery',
      head: 'Measured recovery',
      width: 230,
      from: 'medium',
      cell: ({ proof }) => proof && <span className="ink2 cut">{recoveryWords(proof)}</span>,
    },
  ];
}
