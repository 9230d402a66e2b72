import type { Client } from '@borgcube/domain/client/client';
import { IconPlus } from '@tabler/icons-react';
import { useMay } from '../../frame/session.ts';
import { AgeBar } from '../../ui/age-bar.tsx';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { formatAge, formatDuration } from '../../ui/format/duration.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { suspectWords } from '../archive/suspect-words.ts';
import { CompareWithLastGood } from '../archive-diff/compare-with-last-good.tsx';
import { ConfigTable } from '../backup-config/config-table.tsx';
import { LastProof } from '../proof/last-proven.tsx';
import { JobsOf } from '../record/lists-of-record.tsx';
import { ArchiveTimeline } from './archive-timeline.tsx';
import { standingOf } from './client-standing.ts';
import css from './client-summary.module.css';
import { ConnectionFacts } from './connection-facts.tsx';
import { type OneClientRow, useClientRow } from './use-client-row.ts';

/** What is wrong, else five figures; the archives on a time line; configs, connection, recent jobs. */
export function ClientSummary(props: { client: Client }) {
  const { client } = props;
  const row = useClientRow(client);
  const admin = useMay('admin');
  return (
    <>
      <IncidentBand row={row} />
      <Section>
        <Figures figures={figuresOf(row)} />
      </Section>
      {row.archives.length > 1 && <ArchiveTimeline archives={row.archives} />}
      <div className={css.two}>
        <Section
          title="Configs"
          note={row.configs.length || undefined}
          bleed
          aside={
            admin && (
              <TextLink to={`/clients/${client.id}/configs/new`}>
                <IconPlus size={12} stroke={2} aria-hidden className={css.plus} /> Add config
              </TextLink>
            )
          }
        >
          {row.configs.length === 0 ? (
            <p className={css.none}>Nothing of {client.hostname} is backed up yet.</p>
          ) : (
            <ConfigTable rows={row.configs} narrow />
          )}
        </Section>
        <ConnectionFacts client={client} linked />
      </div>
      <JobsOf filter={{ clientId: client.id }} />
    </>
  );
}

function IncidentBand(props: { row: OneClientRow }) {
  const { row } = props;
  const { tone, word, note } = standingOf(row);
  if (tone !== 'failed' && tone !== 'suspect' && tone !== 'stale') return null;
  return (
    <section className={css.band} data-tone={tone} aria-label={`${row.client.hostname}: ${word}`}>
      <StateWord tone={tone}>{word}</StateWord>
      <p className={css.sentence}>{bandWords(row, note)}</p>
      {tone === 'suspect' && row.lastArchive && <CompareWithLastGood archive={row.lastArchive} filled />}
      {tone === 'failed' && row.lastJob && (
        <LinkButton to={`/jobs/${row.lastJob.id}`} variant="filled" size="sm">
          Open job {row.lastJob.id}
        </LinkButton>
      )}
    </section>
  );
}

function bandWords(row: OneClientRow, note: string | null): string {
  const { client, ageMs, lastJob } = row;
  if (lastJob?.state === 'failed')
    return lastJob.failureCause?.message ?? `The last backup failed: ${note ?? 'cause not known'}.`;
  if (row.lastArchive?.suspect)
    return `The last archive is suspect. ${suspectWords(row.lastArchive.suspect)}`;
  return `${client.hostname} has no good archive for ${formatAge(ageMs ?? 0)}, objective ${formatAge(client.objective)}.`;
}

function figuresOf(row: OneClientRow): Figure[] {
  const { client, ageMs, lastArchive: last } = row;
  return [
    {
      value: ageMs === null ? <span className="ink3">none yet</span> : formatAge(ageMs),
      caption: 'age of newest good archive',
      more: (
        <>
          {ageMs !== null && <AgeBar ageMs={ageMs} objectiveMs={client.objective} />}
          <span className={css.objective}>objective {formatAge(client.objective)}</span>
        </>
      ),
    },
    { value: <Size bytes={last?.originalSize} />, caption: 'size of the last archive' },
    { value: <Size bytes={last?.deduplicatedSize} />, caption: 'of it new to the repository' },
    {
      value:
        last?.duration == null ? <span className="ink3">not known yet</span> : formatDuration(last.duration),
      caption: 'duration of the last backup',
    },
    {
      value: <Time at={client.provenAt} absent="never" />,
      caption: 'last proven restorable',
      more: <LastProof of={{ clientId: client.id }} />,
    },
  ];
}
