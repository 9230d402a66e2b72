import { z } from 'zod';

/** What runs where is said here and never inferred. `pull` and `proxy` come with their own work. */
export const Transport = z.enum(['local', 'ssh']).meta({
  title: 'Transport',
  labels: { local: "local: this server's own files", ssh: 'ssh: Borg runs on the client' },
  hints: {
    local:
      "Borg runs on this server and reads this server's own files. For a client that has no connection and never had one.",
    ssh: 'Borg runs on the client, started over ssh; nothing listens there and it holds no key of ours. The client learns the passphrase of this repository and with it its key, for good: use one repository for each such client.',
  },
  caution: ['ssh'],
});
export type Transport = z.infer<typeof Transport>;
