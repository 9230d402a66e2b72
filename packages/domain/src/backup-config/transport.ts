import { z } from 'zod';

/** What runs where is said here and never inferred. `proxy` comes with its own work. */
export const Transport = z.enum(['local', 'ssh', 'pull']).meta({
  title: 'Transport',
  labels: {
    local: "local: this server's own files",
    ssh: 'ssh: Borg runs on the client',
    pull: 'pull: tar on the client, Borg on this server',
  },
  hints: {
    local:
      "Borg runs on this server and reads this server's own files. For a client that has no connection and never had one.",
    ssh: 'Borg runs on the client, started over ssh; nothing listens there and it holds no key of ours. The client learns the passphrase of this repository and with it its key, for good: use one repository for each such client.',
    pull: 'tar on the client sends its files over ssh to Borg on this server. The client needs sh and GNU tar, no Borg. It learns nothing: no passphrase, no key, and it can neither read nor delete what was backed up. Lost are extended attributes and ACLs, and each run sends every file anew.',
  },
  caution: ['ssh'],
});
export type Transport = z.infer<typeof Transport>;
