import { z } from 'zod';

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

const RANK: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export function roleIncludes(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

/** Who asks. `cli` is the local socket's peer (`cli:<uid>`), `system` the server itself (`scheduler`, `worker`). */
export interface Actor {
  readonly type: 'user' | 'token' | 'cli' | 'system';
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
