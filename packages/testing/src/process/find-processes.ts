import { readdirSync, readFileSync } from 'node:fs';

export interface SeenProcess {
  readonly pid: number;
  readonly argv: string;
  readonly environ: string;
}

/** Every process of the machine with its arguments and environment as others could read them. */
export function listProcesses(): SeenProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      argv: readProc(name, 'cmdline'),
      environ: readProc(name, 'environ'),
    }));
}

export function findProcesses(matches: (argv: string) => boolean): SeenProcess[] {
  return listProcesses().filter((seen) => seen.pid !== process.pid && matches(seen.argv));
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
