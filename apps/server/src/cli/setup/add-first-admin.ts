import { UserCreate } from '@borgcube/domain/user/user';
import type { Settings } from '../../env.ts';
import { StartError } from '../../start-error.ts';
import { withPeople } from '../people-hand.ts';
import type { Asker } from './asker.ts';
import type { SetupOptions } from './setup-options.ts';

/** The address of the account that was made; null where there is one already, or none is wanted. */
export async function addFirstAdmin(
  asker: Asker,
  { adminName, adminEmail, admin = true }: SetupOptions,
  settings: Settings,
): Promise<string | null> {
  if (!admin) return null;
  return withPeople(settings, async (people) => {
    const { items } = await people.listUsers({ limit: 1 });
    if (items.length > 0) {
      asker.say('There are accounts already; none is added. For another one: borgcube user create');
      return null;
    }
    for (
      let given = { name: adminName, email: adminEmail };
      ;
      given = { name: undefined, email: undefined }
    ) {
      const name = given.name ?? (await asker.ask('Name of the first admin', 'Admin'));
      const email = given.email ?? (await asker.ask('E-mail address, which signs in', ''));
      const password = await asker.askSecret('Password, at least 10 characters');
      const parsed = UserCreate.safeParse({ name, email, password, role: 'admin' });
      if (parsed.success) return (await people.createUser(parsed.data)).email;
      const words = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      if (!asker.isPatient) throw new StartError(`No admin was made. ${words.join(' ')}`, 2);
      asker.say(words.join('\n'));
    }
  });
}
