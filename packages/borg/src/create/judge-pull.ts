import { constants } from 'node:os';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { ExitVerdict } from '../exit/classify-exit.ts';
import type { RemoteWords } from './remote-words.ts';

const WARNINGS_MAX = 100;
const EVIDENCE_MAX = 6;
const SIGPIPE = 128 + constants.signals.SIGPIPE;

type TarEnd = Pick<RemoteWords, 'code' | 'complaints'> & Partial<Pick<RemoteWords, 'tar'>>;

/**
 * 1: some files changed or went away while tar read them (tar's manual, "Return codes"). BusyBox gives up with 1 as well,
 * and between two files its stream looks whole: only its last words tell that it came to the end.
 */
export function endedWell({ code, complaints, tar }: TarEnd): boolean {
  if (tar?.kind !== 'busybox') return code === 0 || code === 1;
  return code === 0 || (code === 1 && complaints.some((line) => /error exit delayed/.test(line)));
}

/**
 * Whom to blame where tar and Borg both ended: tar that stops short makes Borg stop short, and the other way round.
 * Null where the stream came whole from the one to the other.
 */
export function causeOfPull(words: TarEnd, verdict: Pick<ExitVerdict, 'cause'>): FailureCause | null {
  const cause = verdict.cause ?? null;
  if (endedWell(words)) return cause;
  if (cause && lostItsReader(words)) return cause;
  return tarFailure(words);
}

/** What tar complained about, where its exit code says that it matters. */
export function warningsOfTar({ code, complaints }: Pick<RemoteWords, 'code' | 'complaints'>): string[] {
  if (code === 0) return [];
  const unique = [...new Set(complaints.filter(isTelling))];
  if (unique.length <= WARNINGS_MAX) return unique;
  return [...unique.slice(0, WARNINGS_MAX), `… and ${unique.length - WARNINGS_MAX} more`];
}

function lostItsReader({ code, complaints }: Pick<RemoteWords, 'code' | 'complaints'>): boolean {
  return code === SIGPIPE || complaints.some((line) => /Broken pipe|Cannot write/.test(line));
}

function tarFailure({ code, complaints }: Pick<RemoteWords, 'code' | 'complaints'>): FailureCause {
  const evidence = complaints.filter(isTelling).slice(-EVIDENCE_MAX);
  const signal = Object.entries(constants.signals).find(([, number]) => number === (code ?? 0) - 128)?.[0];
  const program = 'tar';
  if (signal)
    return {
      kind: 'command-failed',
      program,
      message: `tar was ended by ${signal}.`,
      evidence,
      exitCode: code,
      signal,
    };
  const message = evidence.at(-1) ?? `tar ended with exit code ${code}.`;
  return { kind: 'command-failed', program, message, evidence, exitCode: code };
}

/** Its last line only says that there were others. */
const isTelling = (line: string): boolean => !/Exiting with failure status|error exit delayed/.test(line);
