import type { ClientState, Dashboard } from '@borgcube/domain/overview/dashboard';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../ui/format/count.ts';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { NightMark } from './night-mark.tsx';
import { NightRow } from './night-row.tsx';
import { NightTable } from './night-table.tsx';
import { axisLabels, LEGEND, OUTCOME_WORDS, othersName } from './night-words.ts';
import css from './nights.module.css';
import { goodNightsWords } from './overview-words.ts';

const STATE_WORDS: Record<ClientState, string> = {
  failed: 'Failed',
  suspect: 'Suspect',
  stale: 'Stale',
  warning: 'Warning',
  running: 'Running',
  ok: 'Good',
};

/** The last nights of each client that has anything to say, and of all others in one row. */
export function Nights(props: { nights: Dashboard['nights']; clients: number }) {
  const { dates, rows, others } = props.nights;
  const [asTable, setAsTable] = useState(false);
  if (rows.length === 0 && !others) return null;
  return (
    <Section
      title={`Last ${dates.length} nights`}
      note={counted(props.clients, 'client')}
      aside={
        <span className={css.legendLine}>
          {!asTable && <Legend />}
          <Button variant="subtle" size="sm" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Show as cells' : 'Show as table'}
          </Button>
        </span>
      }
    >
      {asTable ? (
        <NightTable nights={props.nights} />
      ) : (
        <div className={css.nights} style={{ '--nights': dates.length }}>
          {rows.map((row) => (
            <div key={row.clientId} className={css.row}>
              <span className="name cut">
                <TextLink quiet to={`/clients/${row.clientId}`}>
                  {row.hostname}
                </TextLink>
              </span>
              <NightRow name={row.hostname} dates={dates} cells={row.cells} />
              <span className={css.state}>
                <StateWord tone={row.state}>{STATE_WORDS[row.state]}</StateWord>
              </span>
            </div>
          ))}
          {others && (
            <div className={css.row} data-others={rows.length > 0}>
              <span className="ink2 cut">{othersName(others.clients, rows.length)}</span>
              <NightRow name={othersName(others.clients, rows.length)} dates={dates} cells={others.cells} />
              <span className={`${css.state} ink2`}>{goodNightsWords(others.good, others.total)}</span>
            </div>
          )}
          <div className={css.row} aria-hidden>
            <span />
            <div className={css.axis}>
              {axisLabels(dates).map(({ at, label }) => (
                <span key={at} data-end={at === dates.length - 1} style={{ gridColumnStart: at + 1 }}>
                  {label}
                </span>
              ))}
            </div>
          </div>
        </div>
      )}
    </Section>
  );
}

function Legend() {
  return (
    <span className={css.legend} aria-hidden>
      {LEGEND.map((outcome) => (
        <span key={outcome}>
          <NightMark outcome={outcome} size={9} /> {OUTCOME_WORDS[outcome]}
        </span>
      ))}
    </span>
  );
}
