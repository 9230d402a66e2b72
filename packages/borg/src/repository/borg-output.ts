import { Readable } from 'node:stream';
import { BorgFailure } from '../exit/borg-failure.ts';
import { onDestroy } from '../process/on-destroy.ts';
import type { StartedBorg } from './start-borg.ts';

export interface OutputOptions {
  /** Borg holds its lock as long as someone takes its output: one who takes nothing for so long is left. */
  readonly idleMs?: number | undefined;
  /** How many bytes make it whole; null: Borg's word is enough. */
  readonly size?: number | null;
}

const IDLE_MS = 120_000;

/**
 * What a Borg that reads from an archive writes, as it is taken. Breaks off with BorgFailure where it is not whole;
 * destroying it ends Borg.
 */
export function borgOutput(borg: StartedBorg, { idleMs = IDLE_MS, size = null }: OutputOptions): Readable {
  const leave = () => output.destroy(new Error(`Nobody took anything for ${idleMs} ms.`));
  let idle = setTimeout(leave, idleMs);
  const output = Readable.from(
    outputOf(borg, {
      size,
      onTaken: () => clearTimeout(idle),
      onOffered: () => {
        idle = setTimeout(leave, idleMs);
      },
    }),
    { objectMode: false },
  );
  // A generator that was never begun runs no `finally`: Borg would hold its lock for ever.
  output.once('error', () => {}); // whoever reads hears of it too; one who does not must not end the server
  onDestroy(output, () => {
    clearTimeout(idle);
    borg.process.kill('SIGTERM');
  });
  return output;
}

interface Watched {
  readonly size: number | null;
  readonly onTaken: () => void;
  readonly onOffered: () => void;
}

async function* outputOf(
  { process, verdict }: StartedBorg,
  { size, onTaken, onOffered }: Watched,
): AsyncGenerator<Buffer> {
  let received = 0;
  onTaken();
  try {
    for await (const chunk of process.stdout ?? []) {
      received += chunk.length;
      onOffered();
      yield chunk;
      onTaken();
    }
    const { cause, warnings } = await verdict;
    if (cause) throw new BorgFailure(cause);
    if (warnings[0] !== undefined)
      throw new BorgFailure({ kind: 'repository-damaged', message: warnings[0] });
    if (size !== null && received !== size) {
      throw new BorgFailure({ kind: 'repository-damaged', message: `${received} of ${size} bytes came.` });
    }
  } finally {
    process.kill('SIGTERM');
    await verdict;
  }
}
