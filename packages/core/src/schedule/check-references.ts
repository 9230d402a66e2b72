import { findBackupConfig } from '@borgcube/db/backup-config-store';
import { findCheckConfig } from '@borgcube/db/check-config-store';
import { findClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findPruneConfig } from '@borgcube/db/prune-config-store';
import { findRepository } from '@borgcube/db/repository-store';
import { findPolicy } from '@borgcube/db/retention-policy-store';
import { findSchedule } from '@borgcube/db/schedule-store';
import { findSshKey } from '@borgcube/db/ssh-key-store';
import type { FieldErrors } from '@borgcube/domain/error/domain-error';
import { type ReferenceNoun, toForm } from '@borgcube/domain/form/field-meta';
import { z } from 'zod';

type Find = (tx: Transaction, id: string) => Promise<unknown>;

const FIND: Partial<Record<ReferenceNoun, { readonly words: string; readonly find: Find }>> = {
  backupConfig: { words: 'backup config', find: findBackupConfig },
  checkConfig: { words: 'check config', find: findCheckConfig },
  client: { words: 'client', find: findClient },
  pruneConfig: { words: 'prune config', find: findPruneConfig },
  repository: { words: 'repository', find: findRepository },
  retentionPolicy: { words: 'retention policy', find: findPolicy },
  schedule: { words: 'schedule', find: findSchedule },
  sshKey: { words: 'SSH key', find: findSshKey },
};

/** The first record of that noun that the data names. */
export function referenceIn(form: z.ZodType, data: unknown, noun: ReferenceNoun): string | null {
  const { properties = {} } = Properties.parse(toForm(form));
  const values: Readonly<Record<string, unknown>> = Object(data);
  const named = Object.entries(properties).find(
    ([field, { reference }]) => reference === noun && typeof values[field] === 'string',
  );
  return named ? String(values[named[0]]) : null;
}

const Properties = z.looseObject({
  properties: z.record(z.string(), z.looseObject({ reference: z.string().optional() })).optional(),
});

/** Messages by field for each record that the data names and that is not there. */
export async function checkReferences(tx: Transaction, form: z.ZodType, data: unknown): Promise<FieldErrors> {
  const errors: Record<string, string[]> = {};
  const { properties = {} } = Properties.parse(toForm(form));
  const values: Readonly<Record<string, unknown>> = Object(data);
  for (const [field, { reference }] of Object.entries(properties)) {
    const noun = Object.entries(FIND).find(([name]) => name === reference)?.[1];
    const id = values[field];
    if (!noun || typeof id !== 'string') continue;
    if ((await noun.find(tx, id)) === null) errors[field] = [`There is no ${noun.words} ${id}.`];
  }
  return errors;
}
