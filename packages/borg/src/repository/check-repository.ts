import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { BorgLine } from '../log/borg-line.ts';
import { type CheckDamage, DamageReader } from './check-damage.ts';
import { borgLocation } from './repository-target.ts';
import { runVerb, type VerbResult, type VerbRun } from './run-verb.ts';

/** The two parts of `borg check`; the second takes the first's word for what is stored. */
export type CheckPart =
  | {
      readonly part: 'repository';
      /** Milliseconds; a check that is cut short goes on from there the next time. */
      readonly maxDuration?: number | null;
    }
  | {
      readonly part: 'archives';
      /** Reads and decrypts every chunk of the repository, also where one archive alone is named. */
      readonly verifyData: boolean;
      /** One archive by its name, or the newest so many; without either all. */
      readonly only?: { readonly archive: string } | { readonly last: number };
    };

export interface CheckResult extends VerbResult {
  /** Null: none was found. The result is `failed` with `repository-damaged` where there is some. */
  readonly damage: CheckDamage | null;
  /** Archives that were looked through to their end. */
  readonly analyzed: readonly string[];
}

/** `borg check`, which changes nothing. Damage is a failure that names what is damaged. */
export async function checkRepository(run: VerbRun, part: CheckPart): Promise<CheckResult> {
  const reader = new DamageReader();
  const onLine = (line: BorgLine) => {
    reader.read(line);
    run.events?.onLine?.(line);
  };
  const result = await runVerb({ ...run, events: { ...run.events, onLine } }, argumentsOf(run, part));
  const { analyzed } = reader;
  const damage = reader.damage();
  if (!isDamage(result, damage)) {
    return { ...result, warnings: [...result.warnings, ...reader.harmless], damage: null, analyzed };
  }
  return { ...result, outcome: 'failed', cause: damageCause(damage), damage, analyzed };
}

/** Borg tells damage by a warning's code; where it lost its way over it, by any error about what is stored. */
function isDamage(result: VerbResult, damage: CheckDamage | null): damage is CheckDamage {
  if (damage === null || result.outcome === 'cancelled') return false;
  if (result.outcome === 'done') return result.isWarning;
  if (result.cause?.kind === 'repository-damaged') return true;
  return result.cause?.kind === 'command-failed' && damage.segments.length > 0;
}

function argumentsOf({ target }: VerbRun, part: CheckPart): string[] {
  const common = ['check', '--verbose', '--progress'];
  if (part.part === 'repository') {
    const { maxDuration = null } = part;
    const limit =
      maxDuration === null ? [] : ['--max-duration', String(Math.max(1, Math.round(maxDuration / 1000)))];
    return [...common, '--repository-only', ...limit, '--', borgLocation(target)];
  }
  const verify = part.verifyData ? ['--verify-data'] : [];
  const { only } = part;
  const last = only && 'last' in only ? ['--last', String(only.last)] : [];
  const place = only && 'archive' in only ? borgLocation(target, only.archive) : borgLocation(target);
  return [...common, '--archives-only', ...verify, ...last, '--', place];
}

function damageCause({ segments, chunks, archives, files, evidence }: CheckDamage): FailureCause {
  const message = evidence[0] ?? 'Borg found damage.';
  return { kind: 'repository-damaged', message, evidence, segments, chunks, archives, files };
}
