import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import type { PeopleContext } from './people-context.ts';

/** Ends what is open for somebody, once it is committed; their browser asks again, as whoever they are then. */
export function tellAccessChange(
  tx: Transaction,
  { bus }: Pick<PeopleContext, 'bus'>,
  subject: `${'user' | 'token'}:${string}`,
): void {
  afterCommit(tx, () => bus?.publish({ type: 'access', subject }));
}
