import { findBackupConfigs } from '@borgcube/db/backup-config-store';
import { type ConfigName, walkConfigNames } from '@borgcube/db/config-name-store';
import type { Transaction } from '@borgcube/db/open-database';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { defineScheduledAction, type JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { z } from 'zod';
import { backupRequestOf } from '../backup-config/run-backup-config.ts';
import { compileNamePattern } from '../record/name-pattern.ts';
import { inChunks } from './job-chunks.ts';

const pattern = z.string().min(1, 'Which ones? .* means all.').max(500).default('.*');

const BulkBackupData = z.strictObject({
  clientPattern: pattern.meta({
    title: 'Hosts',
    placeholder: 'db\\d+',
    description: 'A regular expression for the whole host name, without regard to case.',
  }),
  labelPattern: pattern.meta({
    title: 'Labels',
    placeholder: '.*',
    description: 'The same for the label of the config.',
  }),
});
type BulkBackupData = z.infer<typeof BulkBackupData>;

const READ_AT_ONCE = 500;

/** Backs up every enabled config whose host name and label match at the time. */
export const bulkBackupAction = defineScheduledAction<BulkBackupData, Transaction>({
  kind: 'borgcube.bulk-backup',
  name: 'Bulk backup',
  form: BulkBackupData,
  expand: async ({ data, tx }) => {
    const names = await matchConfigs(tx, data);
    const requests: JobRequest[] = [];
    for (const chunk of inChunks(names, READ_AT_ONCE)) {
      const configs = await findBackupConfigs(
        tx,
        chunk.map(({ id }) => id),
      );
      const byId = new Map(configs.map((config) => [config.id, config]));
      for (const { id } of chunk) {
        const config = byId.get(id);
        if (config) requests.push(backupRequestOf(config));
      }
    }
    if (requests.length > 0) return requests;
    const words = `No enabled config has a host like ${data.clientPattern} and a label like ${data.labelPattern}.`;
    throw new DomainError('PRECONDITION_FAILED', 'nothing-matches', words);
  },
  onSave: async ({ data }) => {
    matchersOf(data);
  },
});

/** In order of host names and labels. */
async function matchConfigs(tx: Transaction, data: BulkBackupData): Promise<ConfigName[]> {
  const { isHost, isLabel } = matchersOf(data);
  const found: ConfigName[] = [];
  for await (const name of walkConfigNames(tx)) {
    if (isHost(name.hostname) && isLabel(name.label)) found.push(name);
  }
  const key = ({ hostname, label }: ConfigName) => `${hostname}\0${label}`;
  return found.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function matchersOf({ clientPattern, labelPattern }: BulkBackupData) {
  return {
    isHost: compileNamePattern(clientPattern, 'clientPattern'),
    isLabel: compileNamePattern(labelPattern, 'labelPattern'),
  };
}
