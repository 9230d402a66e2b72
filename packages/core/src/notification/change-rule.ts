import { findChannel } from '@borgcube/db/notification-channel-store';
import * as store from '@borgcube/db/notification-rule-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import type {
  NotificationRule,
  NotificationRuleCreate,
  NotificationRuleUpdate,
} from '@borgcube/domain/notification/notification-rule';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { compileNamePattern } from '../record/name-pattern.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';

const NOUN = 'notificationRule';

/** All in one page. */
export async function listRules(ctx: CoreContext): Promise<Page<NotificationRule>> {
  requireRole(ctx, 'admin');
  return { items: (await store.listRules(ctx.db)).map(toRuleView), nextCursor: null };
}

export async function getRule(ctx: CoreContext, id: string): Promise<NotificationRule> {
  requireRole(ctx, 'admin');
  return toRuleView(await store.getRule(ctx.db, id));
}

export async function createRule(ctx: CoreContext, input: NotificationRuleCreate): Promise<NotificationRule> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const settings = tidy(input);
    await checkRule(tx, settings);
    const stored = await store.insertRule(tx, settings, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added notification rule ${stored.name}`,
      noun: NOUN,
      recordId: stored.id,
      changes: changesOf({}, { ...settings }),
    });
    return toRuleView(stored);
  });
}

export async function updateRule(
  ctx: CoreContext,
  { id, ifUpdatedAt, ...fields }: NotificationRuleUpdate,
): Promise<NotificationRule> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getRule(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const { id: _, createdAt: __, updatedAt: ___, ...settings } = { ...before, ...given };
    const wanted = tidy(settings);
    await checkRule(tx, wanted);
    const after = await store.updateRule(tx, before, wanted, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Changed notification rule ${after.name}`,
      noun: NOUN,
      recordId: id,
      changes: changesOf({ ...before }, given),
    });
    return toRuleView(after);
  });
}

export async function deleteRule(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const { name } = await store.getRule(tx, id);
    await store.deleteRule(tx, id);
    await recordChange(tx, ctx, { what: `Deleted notification rule ${name}`, noun: NOUN, recordId: id });
  });
}

/** A rule for one repository alone goes with it. */
export async function removeRulesOf(
  tx: Transaction,
  ctx: CoreContext,
  repository: { readonly id: string; readonly name: string },
): Promise<void> {
  for (const { id, name } of await store.rulesOfRepository(tx, repository.id)) {
    await store.deleteRule(tx, id);
    const what = `Deleted notification rule ${name} with its repository ${repository.name}`;
    await recordChange(tx, ctx, { what, noun: NOUN, recordId: id });
  }
}

function tidy(settings: store.RuleSettings): store.RuleSettings {
  return {
    ...settings,
    events: [...new Set(settings.events)],
    clientPattern: settings.clientPattern === '' ? null : settings.clientPattern,
  };
}

async function checkRule(tx: Transaction, { channelId, repositoryId, clientPattern }: store.RuleSettings) {
  const errors: Record<string, string[]> = {};
  if (!(await findChannel(tx, channelId))) errors.channelId = ['This channel does not exist.'];
  if (repositoryId !== null && !(await findRepository(tx, repositoryId))) {
    errors.repositoryId = ['This repository does not exist.'];
  }
  if (Object.keys(errors).length > 0) throw invalidFields(errors);
  if (clientPattern !== null) compileNamePattern(clientPattern, 'clientPattern');
}

function toRuleView({ createdAt, updatedAt, ...rule }: store.StoredRule): NotificationRule {
  return {
    ...rule,
    events: [...rule.events],
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
