import { z } from 'zod';
import { Role } from '../actor/actor.ts';
import { User } from './user.ts';

/** Who asks, and what the frame of the console shows; `actor` and `user` are null for nobody, `user` for a program. */
export const Session = z.object({
  actor: z
    .object({
      type: z.enum(['user', 'token', 'cli', 'trigger', 'system']),
      id: z.string(),
      name: z.string(),
      role: Role,
    })
    .nullable(),
  user: User.pick({ id: true, name: true, email: true, role: true }).nullable(),
  timeZone: z.string(),
  version: z.string(),
  serverName: z.string(),
});
export type Session = z.infer<typeof Session>;
