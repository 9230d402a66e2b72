import { constants } from 'node:os';
import type { FailureCause, FailureKind } from '@borgcube/domain/failure/failure-cause';
import type { BorgLine, BorgMessage } from '../log/borg-line.ts';
import { classifySsh, isHostKeyTrouble } from './classify-ssh.ts';
import { type MsgidMeaning, meaningOfModernCode, meaningOfMsgid } from './failure-of-msgid.ts';

export interface BorgExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly lines: readonly BorgLine[];
  /** Tells the repository's lock from the cache's where Borg names only a path. */
  readonly repositoryPath?: string;
  /** Where Borg ran, so where its cache lies. */
  readonly ranOn?: 'server' | 'client';
}

export interface ExitVerdict {
  readonly severity: 'success' | 'warning' | 'error';
  readonly cause?: FailureCause;
  readonly warnings: readonly string[];
}

const WARNINGS_MAX = 100;
const EVIDENCE_MAX = 6;

/** What Borg's end means: msgid first, then the exit code by both tables (1.2 and 1.4), then what it said. */
export function classifyExit(exit: BorgExit): ExitVerdict {
  const said = exit.lines.filter((line): line is BorgMessage => line.type === 'message');
  const warnings = said.filter((line) => line.level === 'warning').map((line) => firstLine(line.text));
  if (exit.signal === null && exit.code === 0) return { severity: 'success', warnings: [] };
  if (exit.signal === null && isWarningCode(exit))
    return { severity: 'warning', warnings: limited(warnings) };
  return { severity: 'error', cause: causeOf(exit, said), warnings: limited(warnings) };
}

/** 1: 1.2 and 1.4; 100 to 127: 1.4, of which a shell uses 126 and 127 for a program that it could not run. */
function isWarningCode({ code, lines }: BorgExit): boolean {
  if (code === 1) return true;
  return code !== null && code >= 100 && code <= 127 && !isNotRunnable(code, lines);
}

function isNotRunnable(code: number | null, lines: readonly BorgLine[]): boolean {
  return (code === 126 || code === 127) && lines.every((line) => line.type === 'raw');
}

function causeOf(exit: BorgExit, said: readonly BorgMessage[]): FailureCause {
  const evidence = evidenceOf(exit.lines);
  const signal = signalOf(exit, said);
  const details = { message: evidence.at(-1) ?? endOf(exit), evidence, exitCode: exit.code };
  if (signal) return { kind: 'command-failed', ...details, signal, message: `Borg was ended by ${signal}.` };
  if (isNotRunnable(exit.code, exit.lines)) return { kind: 'client-borg-missing', ...details };
  const text = said.map((line) => line.text).join('\n');
  if (isHostKeyTrouble(text)) {
    return { ...classifySsh(text.split('\n'), 'repository'), exitCode: exit.code };
  }
  const fatal = said.findLast(
    (line) => line.msgid !== null && (line.level === 'error' || line.level === 'critical'),
  );
  const meaning =
    (fatal?.msgid && meaningOfMsgid(fatal.msgid)) ||
    (exit.code !== null && meaningOfModernCode(exit.code)) ||
    null;
  const message = fatal && fatal.msgid !== 'Exception' ? tellingLine(fatal.text) : details.message;
  return { kind: kindOf(meaning, exit, said, fatal?.text ?? text), ...details, message };
}

function kindOf(
  meaning: MsgidMeaning | null,
  exit: BorgExit,
  said: readonly BorgMessage[],
  text: string,
): FailureKind {
  if (meaning === 'lock-timeout')
    return isCacheLock(text, exit) ? 'cache-lock-timeout' : 'repository-lock-timeout';
  const noSpace = fullDisk(exit, said);
  if (noSpace) return noSpace;
  if (meaning === 'lock-failed')
    return isCacheLock(text, exit) ? 'cache-lock-failed' : 'repository-lock-failed';
  if (meaning === 'connection') return 'repository-connection-failed';
  if (meaning) return meaning;
  return said.some((line) => LOST_SEGMENT.test(line.text)) ? 'repository-damaged' : 'command-failed';
}

/** Borg knows no word for a file of the repository that is gone. */
const LOST_SEGMENT = /FileNotFoundError: .*\/data\/\d+\/\d+'/;

/** A cache lies in a folder named by the repository's 64-digit id (`cache_dir/<id>/lock.exclusive`). */
function isCacheLock(text: string, { repositoryPath }: BorgExit): boolean {
  if (repositoryPath && text.includes(`${repositoryPath.replace(/\/+$/, '')}/lock`)) return false;
  return /\/[0-9a-f]{64}\/lock/.test(text);
}

/** Borg reports a full disk as an OSError whose traceback tells which of its parts was writing. */
function fullDisk(exit: BorgExit, said: readonly BorgMessage[]): FailureKind | null {
  const { repositoryPath, ranOn } = exit;
  const full = said
    .map((line) => ({ ...line, text: withoutMachine(line.text) }))
    .filter((line) => /\[Errno 28\]|No space left on device/.test(line.text));
  if (full.length === 0) return null;
  const isRepository = full.some(
    ({ name, text }) =>
      name === 'borg.repository' ||
      /borg\/repository\.py/.test(text) ||
      (text.includes('/lock.') && !isCacheLock(text, exit)) ||
      (repositoryPath !== undefined && text.includes(repositoryPath)),
  );
  if (isRepository) return 'repository-enospc';
  return ranOn === 'client' ? 'command-failed' : 'server-enospc';
}

function signalOf({ code, signal }: BorgExit, said: readonly BorgMessage[]): string | null {
  if (signal) return signal;
  const named = said.findLast((line) => line.msgid?.startsWith('Signal.'))?.msgid?.slice('Signal.'.length);
  if (named) return named;
  if (code === null || code <= 128 || code > 128 + 64) return null;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0] ?? null;
}

/** What Python and Borg add about themselves: frames, the machine, and complaints of objects that were torn down. */
const NOISE =
  /^$|^Local Exception$|^ {2,}|^Traceback |^Exception ignored in|cleanup happened in|^(?:Remote: |Borg server: )?(?:Platform|Linux|Borg|Python|PID|CWD|sys\.argv|SSH_ORIGINAL_COMMAND|Traceback|\s)/;

/** The last things Borg said that are worth a person's eyes; a traceback counts by its last line. */
function evidenceOf(lines: readonly BorgLine[]): string[] {
  return lines
    .flatMap((line) => {
      if (line.type === 'raw') return [line.text];
      return line.type === 'message' && line.level !== 'info' && line.level !== 'debug'
        ? [tellingLine(line.text)]
        : [];
    })
    .filter((line) => !NOISE.test(line))
    .slice(-EVIDENCE_MAX)
    .map((line) => line.slice(0, 500));
}

function tellingLine(text: string): string {
  if (!text.includes('Traceback (most recent call last)')) return firstLine(text);
  const lines = withoutMachine(text).split('\n');
  return lines.findLast((line) => /^(?:Remote: )?[A-Za-z_][\w.]*: /.test(line)) ?? firstLine(text);
}

/** Borg ends a traceback with a description of the machine and its own command line, which would mislead a search. */
function withoutMachine(text: string): string {
  return text.split(/^(?:Remote: |Borg server: )?Platform: /m)[0] ?? '';
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

const endOf = ({ code, signal }: BorgExit): string =>
  signal ? `Borg was ended by ${signal}.` : `Borg ended with exit code ${code}.`;

function limited(lines: readonly string[]): string[] {
  const unique = [...new Set(lines)];
  if (unique.length <= WARNINGS_MAX) return unique;
  return [...unique.slice(0, WARNINGS_MAX), `… and ${unique.length - WARNINGS_MAX} more`];
}
