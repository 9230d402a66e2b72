import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import { TextLink } from '../../ui/text-link.tsx';
import { nightName, OUTCOME_WORDS } from './night-words.ts';
import css from './nights.module.css';

/** The nights that were not simply good, as rows of words; newest first. */
export function NightTable(props: { nights: Dashboard['nights'] }) {
  const { dates, rows, others } = props.nights;
  const all = [...rows, ...(others ? [{ clientId: '', hostname: 'all others', cells: others.cells }] : [])];
  const told = all
    .flatMap((row) => row.cells.map((cell, at) => ({ row, cell, date: dates[at] ?? '' })))
    .filter(({ cell }) => cell.outcome !== 'good' && cell.outcome !== 'none')
    .sort((one, other) => other.date.localeCompare(one.date));
  if (told.length === 0) return <p className="ink2">Every night was good.</p>;
  return (
    <table className={css.table} aria-label="Nights that were not good">
      <thead>
        <tr>
          <th>Night</th>
          <th>Client</th>
          <th>Outcome</th>
          <th>Job</th>
        </tr>
      </thead>
      <tbody>
        {told.map(({ row, cell, date }) => (
          <tr key={`${row.clientId} ${date}`}>
            <td>{nightName(date)}</td>
            <td>{row.hostname}</td>
            <td>{OUTCOME_WORDS[cell.outcome]}</td>
            <td>{cell.jobId !== null && <TextLink to={`/jobs/${cell.jobId}`}>{cell.jobId}</TextLink>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
