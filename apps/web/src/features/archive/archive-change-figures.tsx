import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchiveChanges } from '@borgcube/domain/archive/archive-changes';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { formatCount } from '../../ui/format/count.ts';
import { formatSize } from '../../ui/format/size.ts';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { diffPath } from '../archive-diff/diff-path.ts';
import css from './archive-panel.module.css';

type Figures = ArchiveChanges['figures'];

const ROWS: readonly (readonly [keyof Figures, string, (value: number) => string])[] = [
  ['newFiles', 'New files', wholeNumber],
  ['changedFiles', 'Changed files', wholeNumber],
  ['deletedFiles', 'Deleted files', wholeNumber],
  ['addedBytes', 'Added', formatSize],
];

/** What changed against the archive before it, each figure beside its usual. */
export function ArchiveChangeFigures(props: { archive: Archive }) {
  const { archive } = props;
  const operator = useMay('operator');
  const { data } = useQuery(trpc.archives.changes.queryOptions({ id: archive.id }));
  if (!data) return null;
  const { comparedWith, earlier, figures } = data;
  const isKnown = ROWS.some(([key]) => figures[key].value !== null);
  return (
    <section className={css.part}>
      <div className={css.head}>
        <h2>Against the one before</h2>
        {comparedWith && operator && (
          <TextLink to={diffPath({ id: comparedWith.id, otherId: archive.id })}>
            <Time at={comparedWith.timestamp} as="date" />
          </TextLink>
        )}
      </div>
      {isKnown ? (
        <table className={css.figures}>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">Figure</span>
              </th>
              <td>
                <span className="unseen">This archive</span>
              </td>
              {earlier > 0 && <td className="ink3">usual of {earlier}</td>}
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([key, label, say]) => (
              <Row key={key} label={label} figure={figures[key]} say={say} hasUsual={earlier > 0} />
            ))}
          </tbody>
        </table>
      ) : (
        <p className="ink3">Not compared yet. That is done when it is listed.</p>
      )}
    </section>
  );
}

function Row(props: {
  label: string;
  figure: Figures['newFiles'];
  say: (value: number) => string;
  hasUsual: boolean;
}) {
  const { label, figure, say, hasUsual } = props;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-beyond={figure.isBeyond}>
        {figure.value === null ? (
          <span className="ink3">not known</span>
        ) : figure.isBeyond ? (
          <StateWord tone="suspect">{say(figure.value)}</StateWord>
        ) : (
          say(figure.value)
        )}
      </td>
      {hasUsual && <td className="ink3">{figure.usual === null ? '·' : say(figure.usual)}</td>}
    </tr>
  );
}

function wholeNumber(value: number): string {
  return formatCount(Math.round(value));
}
