import { createToken } from '@borgcube/core/token/create-token';
import { createUser } from '@borgcube/core/user/create-user';
import { listUsers } from '@borgcube/core/user/list-users';
import type { PeopleContext } from '@borgcube/core/user/people-context';
import { updateUser } from '@borgcube/core/user/update-user';
import { DirectoryHeldError } from '@borgcube/db/hold-data-directory';
import type { Page, PageInput } from '@borgcube/domain/form/page';
import type { NewApiToken, TokenCreate } from '@borgcube/domain/user/api-token';
import type { User, UserCreate, UserUpdate } from '@borgcube/domain/user/user';
import { commandActor } from '../auth/command-actor.ts';
import type { Settings } from '../env.ts';
import { startForCommand } from '../plugins/start-for-command.ts';
import { openData } from '../serve/open-data.ts';
import { findLocalApi, type LocalApi } from './local-api.ts';

/** What commands do to users and tokens, whether a server runs or not. */
export interface PeopleHand {
  createToken(input: TokenCreate): Promise<NewApiToken>;
  listUsers(page: PageInput): Promise<Page<User>>;
  createUser(input: UserCreate): Promise<User>;
  updateUser(input: UserUpdate): Promise<User>;
}

const STARTING_MAX_MS = 60_000;

/** Through the server that listens, else on the database itself; a server that is just starting is waited for. */
export async function withPeople<T>(settings: Settings, use: (people: PeopleHand) => Promise<T>): Promise<T> {
  const deadline = Date.now() + STARTING_MAX_MS;
  for (;;) {
    const api = await findLocalApi(settings.dataDir);
    if (api) return use(remotePeople(api));
    try {
      return await withDatabase(settings, use);
    } catch (error) {
      if (!(error instanceof DirectoryHeldError) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function withDatabase<T>(settings: Settings, use: (people: PeopleHand) => Promise<T>): Promise<T> {
  const data = await openData(settings);
  try {
    await startForCommand(settings, data.db);
    return await use(localPeople({ db: data.db, clock: () => new Date(), actor: commandActor() }));
  } finally {
    await data.close();
  }
}

function remotePeople({ tokens, users }: LocalApi): PeopleHand {
  return {
    createToken: (input) => tokens.create.mutate(input),
    listUsers: (page) => users.list.query(page),
    createUser: (input) => users.create.mutate(input),
    updateUser: (input) => users.update.mutate(input),
  };
}

function localPeople(ctx: PeopleContext): PeopleHand {
  return {
    createToken: (input) => createToken(ctx, input),
    listUsers: (page) => listUsers(ctx, page),
    createUser: (input) => createUser(ctx, input),
    updateUser: (input) => updateUser(ctx, input),
  };
}
