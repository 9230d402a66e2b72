import type { SecretPlace } from '@borgcube/db/secret-store';

export const REPOSITORY = 'repository';
export const SSH_KEY = 'sshKey';
export const NOTIFICATION_CHANNEL = 'notificationChannel';

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

/** A field of a channel's form that is typed as a password. */
export const channelSecret = (recordId: string, field: string): SecretPlace => ({
  noun: NOTIFICATION_CHANNEL,
  recordId,
  field,
});
