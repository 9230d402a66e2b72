import type { JobDetail } from '@borgcube/domain/job/job';
import { useRef } from 'react';
import { addRateSample, type RateSample } from './rate-samples.ts';

/** What this page has seen of the job's rate since it was opened. */
export function useRateSamples(job: Pick<JobDetail, 'id' | 'progress'>): readonly RateSample[] {
  const kept = useRef<{ jobId: number; samples: readonly RateSample[] }>({ jobId: job.id, samples: [] });
  if (kept.current.jobId !== job.id) kept.current = { jobId: job.id, samples: [] };
  kept.current.samples = addRateSample(kept.current.samples, job.progress);
  return kept.current.samples;
}
