import { insertSshKey } from '@borgcube/db/ssh-key-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { SshKey, SshKeyGenerate, SshKeyImport } from '@borgcube/domain/ssh-key/ssh-key';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { sshPrivateKey } from '../secret/secret-places.ts';
import { type KeyPair, makeKeyPair } from './make-key-pair.ts';
import { readKeyPair } from './read-key-pair.ts';
import { toSshKeyView } from './ssh-key-view.ts';

/** The private half never leaves this server. */
export async function generateSshKey(ctx: CoreContext, { name }: SshKeyGenerate): Promise<SshKey> {
  requireRole(ctx, 'admin');
  return addSshKey(ctx, { name, pair: makeKeyPair(commentOf(name)), verb: 'Generated' });
}

export async function importSshKey(ctx: CoreContext, { name, privateKey }: SshKeyImport): Promise<SshKey> {
  requireRole(ctx, 'admin');
  return addSshKey(ctx, { name, pair: readKeyPair(privateKey, commentOf(name)), verb: 'Imported' });
}

async function addSshKey(
  ctx: CoreContext,
  { name, pair, verb }: { readonly name: string; readonly pair: KeyPair; readonly verb: string },
): Promise<SshKey> {
  const { publicKey, fingerprint, privateKey } = pair;
  return inTransaction(ctx.db, async (tx) => {
    const at = ctx.clock();
    const key = await insertSshKey(tx, { name, publicKey, fingerprint }, at);
    await ctx.secrets.seal(tx, sshPrivateKey(key.id), privateKey, { label: `${name} (${fingerprint})`, at });
    await recordChange(tx, ctx, {
      what: `${verb} SSH key ${name}`,
      noun: 'sshKey',
      recordId: key.id,
      changes: { fingerprint: { to: fingerprint } },
    });
    return toSshKeyView(key);
  });
}

/** One word in authorized_keys. */
function commentOf(name: string): string {
  return `borgcube:${name.replace(/[^\w.@-]+/g, '-')}`;
}
