import type { Proof } from '@borgcube/domain/proof/proof';
import type { Tone } from '../../theme/tokens.ts';
import { counted } from '../../ui/format/count.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatRate } from '../../ui/format/size.ts';

/** What was proven longer ago says little about tonight. */
export const FRESH_MS = 90 * 86_400_000;

type Outcome = Pick<Proof, 'isProven' | 'endedAt'>;

/** How it stands with what was last tried; null: nothing ever was. */
export function proofState(proof: Outcome | null, now: Date): { tone: Tone; word: string } {
  if (proof === null) return { tone: 'stale', word: 'Never proven' };
  if (!proof.isProven) return { tone: 'failed', word: 'Not proven' };
  if (now.getTime() - Date.parse(proof.endedAt) > FRESH_MS) return { tone: 'stale', word: 'Proven long ago' };
  return { tone: 'ok', word: 'Proven' };
}

/** `200 files at random`, `2 named files`, `everything, 412,331 files`; without a number where nothing came back. */
export function scopeWords({ scope, files }: Pick<Proof, 'scope' | 'files'>): string {
  if (files === 0)
    return { everything: 'everything', sample: 'files at random', canary: 'named paths' }[scope];
  if (scope === 'everything') return `everything, ${counted(files, 'file')}`;
  if (scope === 'sample') return `${counted(files, 'file')} at random`;
  return counted(files, 'named file');
}

/** `restored in 5 s, 112 MiB/s`: the time that a recovery was measured to take. */
export function recoveryWords(proof: Pick<Proof, 'files' | 'restoreDuration' | 'restoreRate'>): string {
  if (proof.files === 0) return 'nothing restored';
  const rate = proof.restoreRate === null ? '' : `, ${formatRate(proof.restoreRate)}`;
  return `restored in ${formatDuration(proof.restoreDuration)}${rate}`;
}

/** What a person could read out of one proof. */
export function proofSentence(proof: Proof): string {
  const host = proof.clientHostname ?? proof.repositoryName;
  const found = proof.differences?.total ?? 0;
  if (proof.isProven) {
    const same = proof.files === 1 ? 'and was the same' : 'and all were the same';
    return `${host} can be restored: ${scopeWords(proof)} came back, ${same}.`;
  }
  if (found === 0) return `${host} was not proven restorable.`;
  const paths = counted(found, 'path');
  return `${host} was not proven restorable: ${paths} ${found === 1 ? 'was' : 'were'} missing or different.`;
}

/** `3 of 4 configs were proven restorable in the last 90 days.` */
export function provenVerdict(last: readonly (Outcome | null)[], now: Date): string {
  const total = last.length;
  const proven = last.filter((proof) => proofState(proof, now).tone === 'ok').length;
  const failed = last.filter((proof) => proof !== null && !proof.isProven).length;
  if (total === 0) return 'Nothing is backed up yet.';
  if (failed > 0) return `${ofConfigs(failed, total)} could not be restored as stored.`;
  if (proven === 0 && last.every((proof) => proof === null)) return 'Nothing was ever restored to try.';
  return `${ofConfigs(proven, total)} ${proven === 1 ? 'was' : 'were'} proven restorable in the last 90 days.`;
}

const ALL = ['', 'The one config', 'Both configs'];

function ofConfigs(some: number, total: number): string {
  if (some === total) return ALL[total] ?? `All ${total} configs`;
  return `${some} of ${counted(total, 'config')}`;
}
