import type { SecretPlace } from '@borgcube/db/secret-store';

export const REPOSITORY = 'repository';
export const SSH_KEY = 'sshKey';

export const repositoryPassphrase = (recordId: string): SecretPlace => ({
  noun: REPOSITORY,
  recordId,
  field: 'passphrase',
});

/** The key file of the keyfile encryptions, the key export of the others. */
export const repositoryKey = (recordId: string): SecretPlace => ({
  noun: REPOSITORY,
  recordId,
  field: 'key',
});

export const sshPrivateKey = (recordId: string): SecretPlace => ({
  noun: SSH_KEY,
  recordId,
  field: 'privateKey',
});
