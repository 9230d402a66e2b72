import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The interpreter that the installed `borg` names in its first line. */
export function borgPython(): string {
  const program = execFileSync('sh', ['-c', 'command -v borg'], { encoding: 'utf8' }).trim();
  const firstLine = readFileSync(program, 'utf8').split('\n', 1)[0] ?? '';
  const python = /^#!\s*(\S+)/.exec(firstLine)?.[1];
  if (!python) throw new Error(`${program} is no Python script, so its Borg cannot be imported`);
  return python;
}
