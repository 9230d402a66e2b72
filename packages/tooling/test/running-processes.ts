import { readdirSync, readFileSync } from 'node:fs';

/** Processes that run, by id, with their process group; zombies that nobody has waited for yet do not count. */
export function runningProcesses(): Map<number, number> {
  const found = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) && readStat(entry);
    if (!stat) continue;
    const [state, , group] = stat.replace(/^.*\) /, '').split(' ');
    if (state !== 'Z') found.set(Number(entry), Number(group));
  }
  return found;
}

function readStat(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null; // it ended meanwhile
  }
}
