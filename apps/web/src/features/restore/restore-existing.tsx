import type { RestoreConflict } from '@borgcube/domain/restore/restore';
import type { RestoreExisting, RestoreStanding } from '@borgcube/domain/restore/restore-preview';
import { Button } from '@mantine/core';
import { ActError } from '../../api/act-error.tsx';
import type { Tone } from '../../theme/tokens.ts';
import { counted } from '../../ui/format/count.ts';
import { PathText } from '../../ui/path-text.tsx';
import { RadioList } from '../../ui/radio-list.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { visibleName } from '../archive/archive-path.ts';
import { STANDINGS } from './restore-foresight.ts';
import css from './restore-page.module.css';
import type { RestoreStep } from './restore-step.ts';

const WORDS: Record<RestoreStanding, { tone: Tone; word: string }> = {
  'other-kind': { tone: 'failed', word: 'Another kind there' },
  newer: { tone: 'warning', word: 'Newer there' },
  different: { tone: 'warning', word: 'Other size there' },
  older: { tone: 'neutral', word: 'Older there' },
  same: { tone: 'ok', word: 'The same there' },
};
const CONFLICTS: readonly RestoreConflict[] = ['refuse', 'skip', 'overwrite'];

/** What is at the target already, and what becomes of it. */
export function RestoreExistingStep(props: RestoreStep) {
  const { choice, change, seen } = props;
  const schema = props.fields.get('conflict');
  return (
    <>
      <Section title="3. What if it is there already">
        <RadioList<RestoreConflict>
          label="If a file is there already"
          value={choice.conflict}
          options={CONFLICTS.map((value) => ({
            value,
            label: schema?.labels[value] ?? value,
            words: schema?.hints[value],
          }))}
          onChange={(conflict) => change({ conflict: conflict === 'refuse' ? undefined : conflict })}
        />
        {seen.error !== null && (
          <div className={css.error}>
            <ActError error={seen.error} acts={<Button onClick={seen.lookAgain}>Look again</Button>} />
          </div>
        )}
        {seen.foresight?.existingTotal === 0 && <p className={css.found}>Nothing is in the way.</p>}
      </Section>
      {(seen.foresight?.existingTotal ?? 0) > 0 && <Existing {...props} />}
    </>
  );
}

function Existing(props: RestoreStep) {
  const { foresight, previews } = props.seen;
  const rows = previews.flatMap(({ archiveName, existing }) =>
    existing.map((one) => ({ ...one, key: `${archiveName} ${one.path}` })),
  );
  const total = foresight?.existingTotal ?? 0;
  return (
    <Section title={`${counted(total, 'path')} there already`} note={standingsWords(props)} bleed>
      <Table
        label="What is there already"
        compact
        rows={rows}
        rowKey={(row) => row.key}
        columns={COLUMNS}
        phone={(row) => ({
          first: <PathText path={visibleName(row.path)} />,
          second: WORDS[row.standing].word,
          secondEnd: <Time at={row.mtimeThere} as="date" absent="" />,
        })}
      />
      {total > rows.length && <p className={css.rest}>and {counted(total - rows.length, 'more path')}.</p>}
    </Section>
  );
}

/** `1 newer there, 2 the same there`. */
function standingsWords({ seen }: RestoreStep): string {
  return STANDINGS.filter((standing) => (seen.foresight?.standings[standing] ?? 0) > 0)
    .map((standing) => `${seen.foresight?.standings[standing]} ${WORDS[standing].word.toLowerCase()}`)
    .join(', ');
}

const COLUMNS: readonly Column<RestoreExisting>[] = [
  { key: 'path', head: 'Path', cell: (row) => <PathText path={visibleName(row.path)} /> },
  {
    key: 'standing',
    head: 'Seen from the archive',
    width: 180,
    cell: ({ standing }) => <StateWord tone={WORDS[standing].tone}>{WORDS[standing].word}</StateWord>,
  },
  {
    key: 'timeThere',
    head: 'Modified there',
    width: 170,
    cell: (row) => <Time at={row.mtimeThere} as="date" absent="·" />,
  },
  {
    key: 'sizeThere',
    head: 'Size there',
    width: 100,
    align: 'right',
    from: 'medium',
    cell: (row) => <Size bytes={row.sizeThere} absent="·" />,
  },
  {
    key: 'time',
    head: 'In the archive',
    width: 170,
    from: 'medium',
    cell: (row) => <Time at={row.mtime} as="date" absent="·" />,
  },
  {
    key: 'size',
    head: 'Size',
    width: 100,
    align: 'right',
    from: 'wide',
    cell: (row) => <Size bytes={row.size} absent="·" />,
  },
];
