import type { JobRow } from '@borgcube/db/job-store';
import { evolve } from '@borgcube/domain/evolution/evolve';
import type { JobKind, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { toJobView } from './job-view.ts';

/** A job with its kind and its frozen config, read as the kind's current version. */
export interface KnownJob {
  readonly kind: JobKind;
  readonly runnable: RunnableJob<unknown>;
}

/** Throws when this process does not know the kind, or cannot read the config. The stored copy is never rewritten. */
export function readFrozenJob(kinds: KindRegistry, row: JobRow): KnownJob {
  const kind = kinds.jobKinds.get(row.kind);
  if (!kind) throw new Error(`this worker knows no jobs of kind ${row.kind}`);
  return { kind, runnable: { job: toJobView(row), config: readConfig(kind, row) } };
}

function readConfig({ name, config }: JobKind, row: JobRow): unknown {
  const stored = { version: row.configVersion ?? 1, data: row.config };
  return config.schema.parse(evolve({ name: `config of ${name}`, ...config }, stored));
}
