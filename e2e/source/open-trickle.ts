import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';

const CHUNK = 64 * 1024;
const EACH_MS = 20;

export interface Trickle extends Disposable {
  /** Ends the file: whoever reads it comes to its end. */
  end(): void;
}

/** A file that keeps coming until it is ended: a backup that reads it (`readSpecial`) runs as long as a test needs. */
export function openTrickle(path: string): Trickle {
  execFileSync('mkfifo', [path]);
  // Both ends are held, so that neither opening nor writing waits for a reader.
  let file: number | null = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  let seed = 1;
  const timer = setInterval(() => {
    const words = Uint32Array.from({ length: CHUNK / 4 }, () => (seed = Math.imul(seed, 48_271) >>> 0));
    try {
      if (file !== null) writeSync(file, new Uint8Array(words.buffer));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }, EACH_MS);
  const end = () => {
    clearInterval(timer);
    if (file !== null) closeSync(file);
    file = null;
  };
  return { end, [Symbol.dispose]: end };
}
