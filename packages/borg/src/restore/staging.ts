import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { quoteShell } from '../quote/quote-shell.ts';
import { targetTrouble } from './extract-into.ts';
import { type MachineRun, runScript, type ScriptEnd } from './machine.ts';

/** Beside or in the target: what a restore unpacks into, on the file system where it is to stay. */
export function stagingPath(deepest: string, jobId: number): string {
  return `${deepest === '/' ? '' : deepest}/.borgcube-restore-${jobId}`;
}

/** Makes the folder that a restore unpacks into; what is there already is in nobody's way. Null: it is made. */
export async function makeStaging(run: MachineRun, staging: string): Promise<FailureCause | null> {
  const end = await runScript(run, [`mkdir -- ${quoteShell(staging)} || exit 1`, 'say bye']);
  return targetCause(end);
}

/** Gives all that was unpacked to one user; a program must not run as somebody who never owned it. */
export async function giveTo(
  run: MachineRun,
  staging: string,
  { uid, gid }: { readonly uid: string; readonly gid: string },
): Promise<FailureCause | null> {
  const place = quoteShell(staging);
  const end = await runScript(run, [
    `chown -Rh -- ${quoteShell(`${uid}:${gid}`)} ${place} || exit 1`,
    `find ${place} -perm /6000 ! -type l -exec chmod u-s,g-s -- {} + || exit 1`,
    'say bye',
  ]);
  return targetCause(end);
}

/** Without root a file or a folder can be closed to its own owner: it is opened, so that it can be read back and moved. */
export async function openToOwner(run: MachineRun, staging: string): Promise<FailureCause | null> {
  const find = `find ${quoteShell(staging)}`;
  const end = await runScript(run, [
    // One by one: each folder is opened before find goes into it.
    `${find} -type d ! -perm -u=rwx -exec chmod u+rwx -- {} \\; || exit 1`,
    `${find} -type f ! -perm -u=r -exec chmod u+r -- {} + || exit 1`,
    'say bye',
  ]);
  return targetCause(end);
}

/** What became somebody else's must not run as them: without root all that is unpacked belongs to the login user. */
export async function dropSetIds(run: MachineRun, staging: string): Promise<FailureCause | null> {
  const find = `find ${quoteShell(staging)} -type f -perm /6000`;
  const end = await runScript(run, [`${find} -exec chmod u-s,g-s -- {} + || exit 1`, 'say bye']);
  return targetCause(end);
}

/** Makes what was unpacked the target itself, which was not there before. */
export async function becomeTarget(
  run: MachineRun,
  staging: string,
  path: string,
): Promise<FailureCause | null> {
  const end = await runScript(run, [
    `mkdir -p -- ${quoteShell(path.slice(0, path.lastIndexOf('/')) || '/')} || exit 1`,
    `mv -T -n -- ${quoteShell(staging)} ${quoteShell(path)} || exit 1`,
    // With -n the mv of older coreutils is silent about what it did not do.
    `if [ -e ${quoteShell(staging)} ]; then echo "${'$'}{0}: the target was made meanwhile" >&2; exit 1; fi`,
    'say bye',
  ]);
  return targetCause(end);
}

/** Removes what a restore unpacked and did not put in place, whatever modes and flags it has. */
export async function removeStaging(run: MachineRun, staging: string): Promise<FailureCause | null> {
  const place = quoteShell(staging);
  const remove = `rm -rf -- ${place} 2>/dev/null`;
  const openUp = `{ chattr -R -f -i -a ${place} 2>/dev/null; chmod -R u+rwX -- ${place}; ${remove}; }`;
  const end = await runScript(run, [
    // A tar that is about to notice its end may still write.
    `for i in 1 2 3; do ${remove} || ${openUp} && [ ! -e ${place} ] && break; sleep 1; done`,
    `[ ! -e ${place} ] || exit 1`,
    'say bye',
  ]);
  return end.cause;
}

/** What a script at the target says of its end, in the words of a restore. */
export function targetCause({ cause, complaints }: ScriptEnd): FailureCause | null {
  if (cause?.kind !== 'command-failed') return cause;
  const taken = complaints.find((line) => /(?:File exists|made meanwhile)$/.test(line));
  const message = 'Something was put at the target meanwhile. It is left as it is.';
  if (taken) return { kind: 'target-conflict', message, evidence: [taken] };
  return targetTrouble(complaints) ?? cause;
}
