import { createHash } from 'node:crypto';
import type { Transaction } from '@borgcube/db/open-database';
import * as throttles from '@borgcube/db/sign-in-throttle-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  THROTTLE_MEMORY_MS,
  type ThrottleRule,
  throttleAddress,
  throttleDelay,
} from '@borgcube/domain/sign-in/throttle';
import type { PeopleContext } from '../user/people-context.ts';

type ThrottleContext = Pick<PeopleContext, 'db' | 'clock'>;

export interface SignInAttempt {
  /** The e-mail address as it was typed. */
  readonly account: string;
  /** Of the real peer. */
  readonly address: string;
}

/**
 * Counts an attempt as a failure before the password is looked at, so that many at once are not all let through.
 * Throws TOO_MANY_REQUESTS while the account or the address has to wait; such an attempt is not counted.
 */
export async function beginSignIn(ctx: ThrottleContext, attempt: SignInAttempt): Promise<void> {
  const now = ctx.clock();
  await inTransaction(ctx.db, async (tx) => {
    const rows = await throttles.findThrottles(tx, [accountKey(attempt), addressKey(attempt)]);
    const waitUntil = Math.max(0, ...rows.map((row) => row.blockedUntil.getTime()));
    if (waitUntil > now.getTime()) throw tooMany(waitUntil - now.getTime());
    for (const [key, rule] of [
      [accountKey(attempt), ACCOUNT_RULE],
      [addressKey(attempt), ADDRESS_RULE],
    ] as const) {
      await countFailure(tx, { key, rule, now, found: rows.find((row) => row.key === key) });
    }
    if (rows.length < 2) await throttles.forgetThrottles(tx, new Date(now.getTime() - THROTTLE_MEMORY_MS));
  });
}

/** The account starts anew; the address gets back only this attempt, or an own account would be a way around it. */
export async function endSignIn(ctx: ThrottleContext, attempt: SignInAttempt): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await throttles.removeThrottle(tx, accountKey(attempt));
    const [row] = await throttles.findThrottles(tx, [addressKey(attempt)]);
    if (row)
      await throttles.putThrottle(tx, {
        ...row,
        failures: Math.max(0, row.failures - 1),
        blockedUntil: ctx.clock(),
      });
  });
}

interface Failure {
  readonly key: string;
  readonly rule: ThrottleRule;
  readonly now: Date;
  readonly found: throttles.StoredThrottle | undefined;
}

async function countFailure(tx: Transaction, { key, rule, now, found }: Failure): Promise<void> {
  const isFresh = found && found.updatedAt.getTime() > now.getTime() - THROTTLE_MEMORY_MS;
  const failures = (isFresh ? found.failures : 0) + 1;
  const blockedUntil = new Date(now.getTime() + throttleDelay(failures, rule));
  await throttles.putThrottle(tx, { key, failures, blockedUntil, updatedAt: now });
}

function tooMany(waitMs: number): DomainError {
  const seconds = Math.ceil(waitMs / 1000);
  return new DomainError(
    'TOO_MANY_REQUESTS',
    'sign-in-throttled',
    `Too many attempts. Try again in ${seconds} s.`,
  );
}

/** A digest: people type their password into the wrong field. */
function accountKey({ account }: SignInAttempt): string {
  return `account:${createHash('sha256').update(account.trim().toLowerCase()).digest('hex')}`;
}

function addressKey({ address }: SignInAttempt): string {
  return `address:${throttleAddress(address)}`;
}
