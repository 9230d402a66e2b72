import { Role } from '@borgcube/domain/actor/actor';
import { TokenCreate } from '@borgcube/domain/user/api-token';
import { UserCreate, UserUpdate } from '@borgcube/domain/user/user';
import type { Command } from 'commander';
import type { z } from 'zod';
import { readSettings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { type PeopleHand, withPeople } from './people-hand.ts';
import { printRecord, printRows } from './print.ts';
import { readPassword } from './read-password.ts';
import { readPages } from './server-hand.ts';

const USER_COLUMNS = ['id', 'name', 'email', 'role', 'createdAt'];
const ROLES = Role.options.join(', ');

interface Json {
  readonly json?: boolean;
}

export function addPeopleCommands(program: Command): void {
  const token = program.command('token').description('tokens for scripts');
  token
    .command('create')
    .description('make a token; it is shown this once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--role <role>', ROLES)
    .option('--expires <when>', 'a duration (30d, 12h) or an ISO date; else never')
    .option('--json', 'print JSON')
    .action(async ({ json = false, ...options }: Json & Record<string, string>) => {
      const input = checked(TokenCreate, options);
      const made = await withPeople(readSettings(), (people) => people.createToken(input));
      const { id, name, role, token: text, expiresAt } = made;
      printRecord({ id, name, role, token: text, expiresAt }, json);
    });

  const user = program.command('user').description('people who sign in');
  user
    .command('create')
    .description('add a user; the password is asked for, or read from standard input')
    .requiredOption('--email <email>', 'the address that signs in')
    .requiredOption('--name <name>', 'as it is shown')
    .option('--role <role>', ROLES, 'admin')
    .option('--json', 'print JSON')
    .action(async ({ json = false, ...options }: Json & Record<string, string>) => {
      const input = checked(UserCreate, { ...options, password: await readPassword() });
      const made = await withPeople(readSettings(), (people) => people.createUser(input));
      printRecord({ ...made }, json);
    });
  user
    .command('passwd')
    .description('set a new password; signs the user out everywhere')
    .argument('<user>', 'e-mail address or id')
    .option('--json', 'print JSON')
    .action(async (who: string, { json = false }: Json) => {
      const password = await readPassword();
      const changed = await withPeople(readSettings(), async (people) => {
        const { id } = await findUser(people, who);
        return people.updateUser(checked(UserUpdate, { id, password }));
      });
      printRecord({ ...changed }, json);
    });
  user
    .command('list')
    .description('all users')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: Json) => {
      const users = await withPeople(readSettings(), allUsers);
      printRows(users, { json, columns: USER_COLUMNS });
    });
}

function allUsers(people: PeopleHand) {
  return readPages((cursor) => people.listUsers({ limit: 200, cursor }));
}

async function findUser(people: PeopleHand, who: string) {
  const found = (await allUsers(people)).find(({ id, email }) => id === who || email === who.toLowerCase());
  if (!found) throw new StartError(`There is no user ${who}.`);
  return found;
}

/** Options that the record's schema refuses are wrong usage. */
function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  --${issue.path.join('.')}: ${issue.message}`);
  throw new StartError(['This cannot be done:', ...lines].join('\n'), 2);
}
