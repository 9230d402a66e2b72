import { type Actor, roleIncludes } from '@borgcube/domain/actor/actor';
import type { Job } from '@borgcube/domain/job/job';

/** Kinds whose jobs name paths of archives: those are an operator's to see, in a job as anywhere else. */
const NAMING_CONTENTS: ReadonlySet<string> = new Set(['restore', 'verify-restore']);

/** Of a failure cause what names no path. */
const TOLD_TO_ALL = ['count', 'needed', 'free', 'host', 'port', 'program', 'exitCode', 'signal', 'archives'];

export const CONTENTS_WITHHELD = 'What this says of paths in an archive needs the role operator.';

/** Whether the actor may see all that a job of this kind tells. */
export function maySeeAllOf({ actor }: { readonly actor: Actor }, { kind }: Pick<Job, 'kind'>): boolean {
  return roleIncludes(actor.role, 'operator') || !NAMING_CONTENTS.has(kind);
}

/** A job as the actor may see it. */
export function shownTo<Shown extends Job>(who: { readonly actor: Actor }, job: Shown): Shown {
  return maySeeAllOf(who, job) ? job : withoutContents(job);
}

/** A job without the paths of archives that it names, for what everybody reads. */
export function withoutContents<Shown extends Job & { readonly config?: object | null }>(job: Shown): Shown {
  if (!NAMING_CONTENTS.has(job.kind)) return job;
  const { config, failureCause, borgWarning } = job;
  return {
    ...job,
    ...(config ? { config: { ...config, paths: undefined } } : {}),
    failureCause: failureCause && causeWithoutPaths(failureCause),
    borgWarning: borgWarning && [CONTENTS_WITHHELD],
  };
}

function causeWithoutPaths(cause: NonNullable<Job['failureCause']>): NonNullable<Job['failureCause']> {
  const told = TOLD_TO_ALL.flatMap((field) => (field in cause ? [[field, cause[field]] as const] : []));
  // Without any, its words would say that the whole archive is missing.
  const some = cause.kind === 'archive-missing' && 'path' in cause ? { path: 'one of the paths' } : {};
  return { kind: cause.kind, message: CONTENTS_WITHHELD, ...Object.fromEntries(told), ...some };
}
