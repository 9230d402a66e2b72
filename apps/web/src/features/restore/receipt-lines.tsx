import type { JobDetail } from '@borgcube/domain/job/job';
import type {
  RestoreReceipt as Receipt,
  ReceiptLine,
  RestoreOutcome,
} from '@borgcube/domain/restore/restore-receipt';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { KEYSET, useKeysetRows } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import type { Tone } from '../../theme/tokens.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FilterBar, FilterChips } from '../../ui/filter-bar.tsx';
import { counted, formatCount } from '../../ui/format/count.ts';
import { PathText } from '../../ui/path-text.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { visibleName } from '../archive/archive-path.ts';
import { ReceiptDownload } from './receipt-download.tsx';
import css from './restore-receipt.module.css';
import { entriesOf, receiptText } from './restore-words.ts';

const OUTCOMES: Record<RestoreOutcome, { tone: Tone; word: string }> = {
  written: { tone: 'ok', word: 'Written' },
  skipped: { tone: 'neutral', word: 'Skipped' },
  failed: { tone: 'failed', word: 'Not written' },
  different: { tone: 'failed', word: 'Different' },
};
/** What asks for a look comes first. */
const ORDER: readonly RestoreOutcome[] = ['failed', 'different', 'skipped', 'written'];

/** Each path and what became of it; which outcome is shown stands in the address. */
export function ReceiptLines(props: { job: JobDetail; receipt: Receipt }) {
  const { job, receipt } = props;
  const search: { receipt?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const outcome = ORDER.find((one) => one === search.receipt);
  const list = useInfiniteQuery(
    trpc.jobs.receipt.infiniteQueryOptions({ id: job.id, ...(outcome && { outcome }) }, KEYSET),
  );
  const { rows, more } = useKeysetRows(list);
  const show = (next: string | undefined) =>
    void navigate({ to: '.', search: next ? { receipt: next } : {}, replace: true, resetScroll: false });
  return (
    <Section
      title="Receipt"
      bleed
      aside={
        <span className="row">
          <CopyButton text={receiptText(job.id, receipt, rows)} />
          <ReceiptDownload job={job} receipt={receipt} />
        </span>
      }
    >
      <FilterBar>
        <FilterChips
          value={outcome}
          choices={ORDER.filter((one) => one === outcome || entriesOf(receipt[one]) > 0).map((one) => ({
            value: one,
            label: `${OUTCOMES[one].word} ${formatCount(entriesOf(receipt[one]))}`,
          }))}
          onChange={show}
        />
      </FilterBar>
      <Loaded query={list}>
        {() =>
          rows.length === 0 ? (
            <p className={`${css.none} ink2`}>There is no such path.</p>
          ) : (
            <Table
              label="Paths of the receipt"
              compact
              rows={rows}
              rowKey={(line) => String(line.seq)}
              columns={COLUMNS}
              phone={(line) => ({
                first: <PathText path={visibleName(line.path)} />,
                second: (
                  <>
                    {OUTCOMES[line.outcome].word}
                    {line.reason && `: ${line.reason}`}
                  </>
                ),
                secondEnd: <Size bytes={line.size} absent="" />,
              })}
              more={more}
            />
          )
        }
      </Loaded>
      {receipt.unlisted > 0 && (
        <p className={`${css.none} ink3`}>
          {counted(receipt.unlisted, 'more path')} {receipt.unlisted === 1 ? 'was' : 'were'} counted without a
          line of {receipt.unlisted === 1 ? 'its' : 'their'} own.
        </p>
      )}
    </Section>
  );
}

const COLUMNS: readonly Column<ReceiptLine>[] = [
  { key: 'path', head: 'Path', cell: (line) => <PathText path={visibleName(line.path)} /> },
  {
    key: 'outcome',
    head: 'Outcome',
    width: 130,
    cell: ({ outcome }) => <StateWord tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].word}</StateWord>,
  },
  {
    key: 'reason',
    head: 'Why',
    width: '28%',
    cell: (line) => (
      <span className="ink2 cut" title={line.reason ?? undefined}>
        {line.reason}
      </span>
    ),
  },
  {
    key: 'hash',
    head: 'SHA-256',
    width: 120,
    from: 'wide',
    cell: (line) => (
      <span className="mono ink3" title={line.sha256 ?? undefined}>
        {line.sha256?.slice(0, 12)}
      </span>
    ),
  },
  {
    key: 'size',
    head: 'Size',
    width: 90,
    align: 'right',
    cell: (line) => <Size bytes={line.size} absent="·" />,
  },
];
