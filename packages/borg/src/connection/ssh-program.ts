import type { BorgEnvironment } from '../repository/borg-environment.ts';

/** The program behind a connection's `rsh`. */
export function sshProgram({ ssh }: BorgEnvironment, rsh: string): string {
  return rsh === 'ssh' ? ssh : rsh;
}
