import { useMemo, useState } from 'react';
import { errorWords } from '../../api/error-words.ts';
import type { Values } from '../../forms/form-values.ts';
import { useClock } from '../../ui/clock.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { Section } from '../../ui/section.tsx';
import { Segments } from '../../ui/segments.tsx';
import { FateLine } from './fate-line.tsx';
import { policyOf } from './policy-values.ts';
import css from './retention.module.css';
import { SAMPLE_OPTIONS, SAMPLE_WORDS, type Sample, sampleHistory } from './sample-history.ts';
import { useSimulation } from './use-simulation.ts';

const HOUR_MS = 3_600_000;

/** Beside the form of a policy: what it would keep of backups in a usual rhythm, as it is typed. */
export function PolicyPreview(props: { values: Values }) {
  const { now } = useClock();
  const [sample, setSample] = useState<Sample>('hourly');
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const times = useMemo(() => sampleHistory(sample, new Date(hour)), [sample, hour]);
  const { fates, error } = useSimulation(policyOf(props.values), times);
  return (
    <Section title="What it would keep" note={`of backups ${SAMPLE_WORDS[sample]}`}>
      <div className={css.choices}>
        <Segments
          label="Rhythm of the backups"
          value={sample}
          options={SAMPLE_OPTIONS}
          onChange={setSample}
        />
      </div>
      {error ? (
        <p className="ink2" role="status">
          {errorWords(error).message}
        </p>
      ) : fates ? (
        <FateLine fates={fates} label="What it would keep" />
      ) : (
        <LoadingRows />
      )}
    </Section>
  );
}
