import { z } from 'zod';
import { Role } from '../actor/actor.ts';
import { recordFields } from '../form/page.ts';

export const Password = z
  .string()
  .min(10, 'At least 10 characters.')
  .max(128, 'At most 128 characters.')
  .meta({ title: 'Password', widget: 'password' });
const email = z.email('An e-mail address.').max(200).meta({ title: 'E-mail' });
const name = z.string().trim().min(1, 'A person needs a name.').max(100).meta({ title: 'Name' });

export const UserCreate = z.strictObject({ name, email, role: Role, password: Password });
export type UserCreate = z.infer<typeof UserCreate>;

export const UserUpdate = z.strictObject({
  id: z.string(),
  name: name.optional(),
  role: Role.optional(),
  password: Password.optional(),
});
export type UserUpdate = z.infer<typeof UserUpdate>;

export const User = z.object({ ...recordFields, name: z.string(), email: z.string(), role: Role });
export type User = z.infer<typeof User>;

export const SetupComplete = z.strictObject({
  token: z.string().min(1).max(200),
  name,
  email,
  password: Password,
});
export type SetupComplete = z.infer<typeof SetupComplete>;

export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1).max(128).meta({ title: 'Current password', widget: 'password' }),
  newPassword: Password.meta({ ...Password.meta(), title: 'New password' }),
});
export type PasswordChange = z.infer<typeof PasswordChange>;
