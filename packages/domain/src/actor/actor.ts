import { z } from 'zod';
import { ROLE_RANK } from './role-rank.ts';

export const Role = z.enum(['viewer', 'operator', 'admin']).meta({
  title: 'Role',
  labels: { viewer: 'Viewer', operator: 'Operator', admin: 'Admin' },
  hints: {
    viewer: 'Reads records, logs and figures.',
    operator: 'Also runs and cancels jobs, and sees, downloads and restores archive contents.',
    admin: 'Also configures, deletes and exports keys.',
  },
});
export type Role = z.infer<typeof Role>;

export function roleIncludes(role: Role, needed: Role): boolean {
  return ROLE_RANK[role] >= ROLE_RANK[needed];
}

/** Who asks. `cli` is the local socket's peer (`cli:<uid>`), `trigger` who knows an id, `system` the server itself. */
export interface Actor {
  readonly type: 'user' | 'token' | 'cli' | 'trigger' | 'system';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
