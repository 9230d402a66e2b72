import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appRouter } from './app-router.ts';

/** What is looked at of a procedure; tRPC keeps it undeclared. */
const Definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  meta: z.object({ role: z.enum(['viewer', 'operator', 'admin', 'anyone']) }),
  inputs: z.array(z.unknown()),
  output: z.unknown().optional(),
});

// At run time this is one flat record by path; tRPC's type shows it as a tree.
const flat = appRouter._def.procedures as unknown as Record<string, { _def: unknown }>;
const procedures = Object.entries(flat).map(([path, { _def }]) => ({ path, ...Definition.parse(_def) }));
const found = (path: string) => procedures.find((procedure) => procedure.path === path);

/** Contract, 4: name, kind of call (fine print), least role (Roles). */
const CONTRACT = `
repositories.list query viewer
repositories.get query viewer
repositories.create mutation admin
repositories.update mutation admin
repositories.delete mutation admin
repositories.connect mutation admin
repositories.init mutation admin
repositories.test mutation admin
repositories.acceptHostKey mutation admin
repositories.exportKey mutation admin
repositories.breakLock mutation admin
repositories.lock query viewer
repositories.confirmKeyKit mutation admin
repositories.move mutation admin
repositories.stats query viewer
repositories.sync mutation operator
repositories.compact mutation operator
repositories.acceptTampering mutation admin
repositories.listForgotten query admin
repositories.restoreForgotten mutation admin
repositories.revealForgotten mutation admin
repositories.removeForgotten mutation admin
clients.list query viewer
clients.get query viewer
clients.create mutation admin
clients.update mutation admin
clients.delete mutation admin
clients.testConnection mutation operator
clients.acceptHostKey mutation admin
sshKeys.list query viewer
sshKeys.generate mutation admin
sshKeys.import mutation admin
sshKeys.delete mutation admin
backupConfigs.list query viewer
backupConfigs.get query viewer
backupConfigs.create mutation admin
backupConfigs.update mutation admin
backupConfigs.delete mutation admin
backupConfigs.run mutation operator
backupConfigs.commandLine query viewer
backupConfigs.proposeDrill query viewer
checkConfigs.list query viewer
checkConfigs.get query viewer
checkConfigs.create mutation admin
checkConfigs.update mutation admin
checkConfigs.delete mutation admin
checkConfigs.run mutation operator
retentionPolicies.list query viewer
retentionPolicies.get query viewer
retentionPolicies.create mutation admin
retentionPolicies.update mutation admin
retentionPolicies.delete mutation admin
retentionPolicies.simulate mutation viewer
pruneConfigs.list query viewer
pruneConfigs.get query viewer
pruneConfigs.create mutation admin
pruneConfigs.update mutation admin
pruneConfigs.delete mutation admin
pruneConfigs.preview query viewer
pruneConfigs.run mutation operator
pruneConfigs.confirmPlan mutation operator
archives.pin mutation operator
archives.changes query viewer
archives.neighbours query viewer
archives.comment mutation operator
archives.rename mutation admin
proofs.list query viewer
proofs.get query viewer
proofs.export query operator
proofs.verify query viewer
jobs.list query viewer
jobs.get query viewer
jobs.run mutation operator
jobs.cancel mutation operator
jobs.delete mutation admin
jobs.retry mutation operator
jobs.log query viewer
jobs.receipt query operator
jobs.onChange subscription viewer
jobs.onNews subscription viewer
jobs.onLog subscription viewer
archives.list query viewer
archives.get query viewer
archives.previewDelete query viewer
archives.delete mutation admin
archives.import mutation admin
archives.entries query operator
archives.previewRestore mutation operator
archives.restore mutation operator
archives.measureSelection query operator
schedules.list query viewer
schedules.get query viewer
schedules.create mutation admin
schedules.update mutation admin
schedules.delete mutation admin
schedules.preview query viewer
schedules.runNow mutation operator
schedules.occurrences query viewer
schedules.calendar query viewer
schedules.ledger query viewer
schedules.foresee query viewer
scheduledActions.kinds query viewer
triggers.list query viewer
triggers.create mutation admin
triggers.update mutation admin
triggers.delete mutation admin
triggers.run mutation anyone
forms.get query viewer
notifications.channels.list query admin
notifications.channels.get query admin
notifications.channels.create mutation admin
notifications.channels.update mutation admin
notifications.channels.delete mutation admin
notifications.test mutation admin
notifications.rules.list query admin
notifications.rules.get query admin
notifications.rules.create mutation admin
notifications.rules.update mutation admin
notifications.rules.delete mutation admin
notifications.alerts query viewer
notifications.toldOfJob query viewer
audit.list query admin
system.status query viewer
system.dashboard query viewer
system.plugins query viewer
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('the procedures', () => {
  it.each(CONTRACT)('%s is a %s for a %s', (path, type, role) => {
    expect(found(path ?? '')).toMatchObject({ type, meta: { role } });
  });

  it('all say what goes out, so that a new column cannot leak', () => {
    const open = procedures.filter(({ type, output }) => type !== 'subscription' && !output);
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('all refuse a field that they do not know', () => {
    const lenient = procedures.filter(({ inputs }) =>
      inputs.some((input) => input instanceof z.ZodType && !refusesUnknown(input)),
    );
    expect(lenient.map(({ path }) => path)).toEqual([]);
  });
});

function refusesUnknown(schema: z.ZodType): boolean {
  const result = schema.safeParse({ noSuchField: 1 });
  return !result.success && result.error.issues.some((issue) => issue.code === 'unrecognized_keys');
}
