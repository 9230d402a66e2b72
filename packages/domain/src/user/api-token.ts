import { z } from 'zod';
import { Role } from '../actor/actor.ts';

const name = z
  .string()
  .trim()
  .min(1, 'A token needs a name.')
  .max(100)
  .meta({ title: 'Name', placeholder: 'nightly-script' });

/** `expires` is a duration (`30d`, `12h`) or an ISO date; absent: never. */
export const TokenCreate = z.strictObject({
  name,
  role: Role,
  expires: z.string().max(40).optional().meta({ title: 'Expires', placeholder: '30d' }),
});
export type TokenCreate = z.infer<typeof TokenCreate>;

export const ApiToken = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** The only answer that ever holds the token itself. */
export const NewApiToken = z.object({ ...ApiToken.shape, token: z.string() });
export type NewApiToken = z.infer<typeof NewApiToken>;
