import type { CheckDamage } from '@borgcube/borg/repository/check-damage';
import type { CheckResult } from '@borgcube/borg/repository/check-repository';
import type { CheckConfigData } from '@borgcube/domain/check-config/check-config';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { count } from './count-words.ts';

const LISTS = ['segments', 'chunks', 'archives', 'files', 'evidence'] as const;
const EVIDENCE_MAX = 6;

/** What the parts of one check found, together. */
export class CheckReport {
  readonly #damage: CheckDamage[] = [];
  readonly warnings: string[] = [];
  readonly analyzed: string[] = [];

  /** Null: the check goes on. Damage alone does not end it. */
  take({ outcome, cause, damage, warnings, analyzed }: CheckResult): JobOutcome | null {
    if (outcome === 'cancelled') return { state: 'cancelled' };
    if (damage) this.#damage.push(damage);
    // Where damage was found before, a part that cannot be done at all is one more word about it.
    else if (cause && this.#damage.length === 0) return { state: 'failed', cause, borgWarning: warnings };
    else if (cause) this.warnings.push(cause.message ?? cause.kind);
    else this.warnings.push(...warnings);
    this.analyzed.push(...analyzed);
    return null;
  }

  /** Null: nothing is wrong. */
  get cause(): FailureCause | null {
    if (this.#damage.length === 0) return null;
    const found = Object.fromEntries(LISTS.map((list) => [list, this.#all(list)]));
    const evidence = this.#all('evidence').slice(0, EVIDENCE_MAX).map(String);
    return {
      kind: 'repository-damaged',
      ...found,
      evidence,
      message: evidence[0] ?? 'Borg found damage.',
    };
  }

  /** `Checked the repository and 12 archives: nothing wrong.` */
  words({ checkRepository, checkArchives, verifyData }: CheckConfigData): string {
    const what = [
      ...(checkRepository ? ['the repository'] : []),
      ...(verifyData ? ['all data'] : []),
      ...(checkArchives ? [count(this.analyzed.length, 'archive')] : []),
    ];
    const last = what.pop() ?? '';
    return `Checked ${what.length > 0 ? `${what.join(', ')} and ` : ''}${last}: nothing wrong.`;
  }

  #all(list: (typeof LISTS)[number]): (string | number)[] {
    return [...new Set(this.#damage.flatMap((damage): (string | number)[] => [...damage[list]]))];
  }
}
