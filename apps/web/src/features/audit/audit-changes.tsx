import type { AuditEntry } from '@borgcube/domain/audit/audit-entry';
import { counted } from '../../ui/format/count.ts';
import css from './audit.module.css';
import { changeLines } from './audit-change.ts';

/** What changed, folded away until asked for. */
export function AuditChanges(props: { entry: AuditEntry }) {
  const lines = changeLines(props.entry.changes);
  if (lines.length === 0) return null;
  return (
    <details className={css.changes}>
      <summary>{counted(lines.length, 'field')}</summary>
      <dl>
        {lines.map((line) => (
          <div key={line.field}>
            <dt>{line.field}</dt>
            <dd className="mono">
              {line.before ?? <span className="ink3">nothing</span>} <span aria-hidden>→</span>{' '}
              {line.after ?? <span className="ink3">nothing</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
