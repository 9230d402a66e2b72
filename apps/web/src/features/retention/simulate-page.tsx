import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { errorWords } from '../../api/error-words.ts';
import type { Values } from '../../forms/form-values.ts';
import { useClock } from '../../ui/clock.tsx';
import { counted } from '../../ui/format/count.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { Segments } from '../../ui/segments.tsx';
import { FatesShown } from './fates-shown.tsx';
import { policyOf } from './policy-values.ts';
import css from './retention.module.css';
import { RetentionTabs } from './retention-tabs.tsx';
import { parseTimes, SAMPLE_OPTIONS, SAMPLE_WORDS, type Sample, sampleHistory } from './sample-history.ts';
import { useSimulation } from './use-simulation.ts';

const FIELDS = [
  ['keepDaily', 'Days'],
  ['keepWeekly', 'Weeks'],
  ['keepMonthly', 'Months'],
  ['keepYearly', 'Years'],
  ['keepHourly', 'Hours'],
  ['keepMinutely', 'Minutes'],
] as const;
const START: Values = {
  keepDaily: 14,
  keepWeekly: 8,
  keepMonthly: 12,
  keepYearly: 0,
  keepHourly: 0,
  keepMinutely: 0,
};

type Source = Sample | 'pasted';

const HOUR_MS = 3_600_000;

/** A policy tried out on backups that were never made, or on times that are pasted; nothing is stored or deleted. */
export function SimulatePage() {
  const { now } = useClock();
  const [values, setValues] = useState<Values>(START);
  const [source, setSource] = useState<Source>('hourly');
  const [text, setText] = useState('');
  const pasted = parseTimes(text);
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const madeUp = useMemo(
    () => (source === 'pasted' ? [] : sampleHistory(source, new Date(hour))),
    [source, hour],
  );
  const times = source === 'pasted' ? pasted.times : madeUp;
  const { fates, error } = useSimulation(policyOf(values), times);
  const set = (field: string, value: unknown) => setValues({ ...values, [field]: value });
  return (
    <>
      <PageHead title="Retention" />
      <RetentionTabs />
      <div className={css.try}>
        <div>
          <Section title="Keep" note="-1: all, 0: none">
            <TextInput
              label="All within"
              placeholder="10d"
              value={String(values.keepWithin ?? '')}
              onChange={(event) => set('keepWithin', event.currentTarget.value.trim())}
            />
            <div className={css.keeps}>
              {FIELDS.map(([field, label]) => (
                <NumberInput
                  key={field}
                  label={label}
                  min={-1}
                  max={100_000}
                  value={Number(values[field])}
                  onChange={(value) => set(field, typeof value === 'number' ? value : 0)}
                />
              ))}
            </div>
          </Section>
          <Section title="Backups">
            <Segments
              label="Backups"
              value={source === 'pasted' ? 'pasted' : 'made-up'}
              options={[
                { value: 'made-up', label: 'Made up' },
                { value: 'pasted', label: 'Pasted times' },
              ]}
              onChange={(next) => setSource(next === 'pasted' ? 'pasted' : 'hourly')}
            />
            <div style={{ marginTop: 12 }}>
              {source === 'pasted' ? (
                <Textarea
                  label="Times, one a line"
                  description="As 2026-11-22 02:30:00; without a zone they are UTC."
                  rows={10}
                  value={text}
                  spellCheck={false}
                  error={pasted.bad[0] === undefined ? undefined : `This is no time: ${pasted.bad[0]}`}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
              ) : (
                <Segments
                  label="Rhythm of the backups"
                  value={source}
                  options={SAMPLE_OPTIONS}
                  onChange={setSource}
                />
              )}
            </div>
          </Section>
        </div>
        <div>
          {error ? (
            <Section title="What would be kept">
              <p role="status">{errorWords(error).message}</p>
            </Section>
          ) : fates === null ? (
            <Section title="What would be kept">
              <p className="ink2">Paste the times of some backups.</p>
            </Section>
          ) : (
            <FatesShown
              fates={fates}
              title="What would be kept"
              note={
                source === 'pasted'
                  ? `of ${counted(times.length, 'backup')}`
                  : `of backups ${SAMPLE_WORDS[source]}`
              }
            />
          )}
        </div>
      </div>
    </>
  );
}
