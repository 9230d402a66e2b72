import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { borgHostId } from '../src/process/host-id.ts';
import type { OutcomeLine, RestorePlaces } from '../src/restore/restore-run.ts';
import { runRestore } from '../src/restore/run-restore.ts';

/** One restore to this server in a process of its own, which may be another user's. Told on stdin what; answers what came of it. */
const { root, url, passphrase, archive, path, folder } = JSON.parse(await text(process.stdin));
const outcomes: OutcomeLine[] = [];
const places: RestorePlaces = {
  environment: { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() },
  repository: {
    folder: 'alone',
    url,
    passphrase: new SecretText(passphrase),
    remoteBorg: 'borg',
    ssh: null,
  },
  machine: { type: 'server' },
  clientBorg: null,
};
const result = await runRestore(
  places,
  {
    ...{
      archive,
      path,
      paths: [''],
      owner: 'stored',
      user: null,
      jobId: 1,
      conflict: 'refuse',
      channel: null,
    },
    signal: new AbortController().signal,
  },
  folder,
  {
    onStage: async () => {},
    onProgress: () => {},
    onStaging: async () => {},
    onPlacing: async () => {},
    onOutcome: async (line) => {
      outcomes.push(line);
    },
  },
);
process.stdout.write(JSON.stringify({ ...result, outcomes }));
