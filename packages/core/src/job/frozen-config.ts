import type { JobRow } from '@borgcube/db/job-store';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { JobKind, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import { evolveStored, parseStored } from '../evolution/read-stored.ts';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { toJobView } from './job-view.ts';

/** A job with its kind and its frozen config, read as the kind's current version. */
export interface KnownJob {
  readonly kind: JobKind;
  readonly runnable: RunnableJob<unknown>;
}

/**
 * Throws, in words that may be shown, when this process does not know the kind or cannot read the config. The stored
 * copy is never rewritten.
 */
export function readFrozenJob(kinds: KindRegistry, row: JobRow): KnownJob {
  const kind = kinds.jobKinds.get(row.kind);
  if (!kind) throw unknownKind(row.kind);
  return { kind, runnable: { job: toJobView(row), config: readConfig(kind, row) } };
}

function readConfig({ name, config }: JobKind, row: JobRow): unknown {
  const type = { name: `config of ${name}`, version: config.version, steps: config.steps };
  const evolved = evolveStored(type, { version: row.configVersion ?? 1, data: row.config });
  return parseStored(type, config.schema, evolved);
}

/** A plugin's kind begins with its name. */
export function unknownKind(name: string): DomainError {
  const [plugin, isPlugins] = name.split('.');
  const missing = isPlugins === undefined ? 'a newer BorgCube' : `the plugin ${plugin}, which is not here`;
  const message = `No jobs of kind ${name} can run here: that needs ${missing}.`;
  return new DomainError('PRECONDITION_FAILED', 'unknown-kind', message);
}
