import { text } from 'node:stream/consumers';
import { BorgFailure } from '../exit/borg-failure.ts';
import { type BorgRun, startBorg } from './start-borg.ts';

export interface BorgAnswer {
  readonly stdout: string;
  readonly warnings: readonly string[];
}

/** Runs a short Borg command to its end; throws BorgFailure where it failed. */
export async function runBorg(run: BorgRun): Promise<BorgAnswer> {
  const { process, verdict } = await startBorg(run);
  const stdout = process.stdout ? await text(process.stdout) : '';
  const { cause, warnings } = await verdict;
  if (cause) throw new BorgFailure(cause);
  return { stdout, warnings };
}
