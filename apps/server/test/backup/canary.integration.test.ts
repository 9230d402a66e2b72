import { execFile } from 'node:child_process';
import { randomFillSync, randomUUID } from 'node:crypto';
import { type Dirent, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { appRouter } from '@borgcube/api/app-router';
import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { Client } from '@borgcube/domain/client/client';
import type { JobDetail } from '@borgcube/domain/job/job';
import type { Repository } from '@borgcube/domain/repository/repository';
import type { Schedule } from '@borgcube/domain/schedule/schedule';
import { ProcedureError } from '@borgcube/testing/house/call-procedure';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { tracesOf } from '@borgcube/testing/process/traces-of';
import { type Watched, watchProcesses } from '@borgcube/testing/process/watch-processes';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** New for each run, so that what another test does at the same time is not taken for a leak of this one. */
const passphrase = `canary-${randomUUID()}`;
const startedMs = Date.now();
/** Bytes; what is larger holds what somebody backs up. */
const LARGEST = 64 * 1024 * 1024;
let house: House;
let sshd: TestSshd;
let needles: Buffer[];
/** All that was ever answered. */
const answers = new Map<string, string>();

beforeAll(async () => {
  [house, sshd] = await Promise.all([startHouse({ env: { BORGCUBE_LOG_LEVEL: 'trace' } }), startSshd()]);
  needles = [...tracesOf(passphrase), Buffer.from(secretLineOf(sshd.privateKey))];
});
afterAll(() => Promise.all([house[Symbol.asyncDispose](), sshd.stop()]));

const holdsSecret = (bytes: Buffer) => needles.some((needle) => bytes.includes(needle));

describe.each(['local', 'ssh'] as const)(
  'the passphrase of a repository, during a backup by %s,',
  (transport) => {
    let repository: Repository;
    let client: Client;
    let configId: string;
    let watched: Watched;
    const jobs: JobDetail[] = [];

    beforeAll(async () => {
      const source = join(house.folder, `source of ${transport}`);
      makeRandomFiles(source);
      const { dataDir } = house.server;
      const end = await watchProcesses(needles, [join(dataDir, 'borg', 'tmp'), sshd.home]);
      const stream = followEvents();
      repository = await house.makeRepository({ passphrase });
      client =
        transport === 'local'
          ? await house.makeClient({ hostname: 'canary-local' })
          : await makeSshClient(house, sshd, 'canary-ssh');
      const { id } = await house.makeConfig({
        clientId: client.id,
        repositoryId: repository.id,
        paths: [source],
        transport,
        rateLimit: 4000,
        // Whatever Borg's surroundings know, these know too.
        beforeCommand: 'env; set; cat /proc/self/cmdline /proc/$PPID/cmdline',
        afterCommand: 'env; set; cat /proc/self/cmdline /proc/$PPID/cmdline',
      });
      configId = id;
      await leak();
      for (let run = 0; run < 2; run++) jobs.push(await house.backUp(configId));
      await refuseMalformed(repository);
      await house.mutate('repositories.connect', { id: repository.id });
      await readEverything({ repository, client, configId, job: jobs[0] });
      await stream.end();
      watched = await end();
    }, 120_000);

    it('stands in no arguments, no environment and no temporary file', () => {
      expect(jobs).toMatchObject([{ state: 'done' }, { state: 'done' }]);
      // The watcher had its eyes open: these are what could have leaked.
      const expected = [/borg .*init /, /borg .*list /, /borg .*create --json/];
      if (transport === 'ssh') expected.push(/^ssh -F/, /^sshd/, /borg serve/, /^sh -c n=/);
      for (const program of expected)
        expect(
          watched.programs.filter((argv) => program.test(argv)),
          String(program),
        ).not.toEqual([]);
      expect(watched.rounds).toBeGreaterThan(100);
      const leaks = watched.findings.filter((place) => !/\/borg\/tmp\/ssh-\w+\/identity$/.test(place));
      expect(leaks).toEqual(['environ of sleep 0.3 ']); // our own leak, and no other
    });

    it('stands in no answer, no log and no event', async () => {
      const said = await house.log(jobs[0]?.id ?? 0);
      expect(said.map(({ message }) => message).join('\n')).toContain('[after] BORGCUBE_OUTCOME=done');
      expect(answers.get('events')).toContain('client_in_progress');
      for (const [place, answer] of answers) expect(holdsSecret(Buffer.from(answer)), place).toBe(false);
      expect(holdsSecret(Buffer.from(house.server.output()))).toBe(false);
    });

    it('stands in no file: not in the database, not in its log, not in what is left below /tmp', () => {
      const { dataDir } = house.server;
      const own = [dataDir, sshd.home, house.folder].flatMap((folder) => filesBelow(folder));
      expect(own.map((file) => file.slice(file.lastIndexOf('/') + 1))).toEqual(
        expect.arrayContaining(['borgcube.db', 'borgcube.db-wal', 'master.key']),
      );
      const sshdFolder = sshd.home.slice(0, sshd.home.lastIndexOf('/'));
      const others = [tmpdir(), '/var/tmp', '/dev/shm']
        .flatMap((folder) => filesBelow(folder, startedMs))
        .filter((file) => !file.startsWith(`${sshdFolder}/client`)); // the key that it was given by the test
      const leaks = [...own, ...others].filter((file) => holdsSecret(read(file)));
      expect(leaks).toEqual([]);
    });
  },
);

it('would have been seen in a file and in an answer', () => {
  const leak = join(house.folder, 'leak');
  writeFileSync(leak, `x${Buffer.from(`y${passphrase}`).toString('base64')}`);
  expect(filesBelow(house.folder).filter((file) => holdsSecret(read(file)))).toEqual([leak]);
  expect(holdsSecret(Buffer.from(JSON.stringify({ passphrase })))).toBe(true);
});

/** Proves that a leak is seen: a process as short as the shortest of a backup that could know the passphrase. */
const leak = () => promisify(execFile)('sleep', ['0.3'], { env: { LEAK: passphrase } });

/** Refusals speak of what they refuse; a passphrase is never told back. */
async function refuseMalformed({ id }: Repository): Promise<void> {
  const wrong = `${passphrase}-wrong`;
  const attempts: [string, unknown][] = [
    ['repositories.update', { id, passphrase: wrong }],
    ['repositories.update', { id, passphrase: { text: wrong } }],
    ['repositories.create', { name: '', url: 'no path', passphrase: wrong }],
    ['repositories.init', { name: 'x', url: '/', encryption: 'none at all', passphrase: wrong, more: wrong }],
  ];
  for (const [procedure, input] of attempts) {
    const refusal = await house.mutate(procedure, input).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(refusal instanceof ProcedureError)) throw new Error(`${procedure} was not refused.`);
    answers.set(`refusal of ${procedure}`, `${refusal.message} ${JSON.stringify(refusal.data)}`);
  }
}

interface Records {
  readonly repository: Repository;
  readonly client: Client;
  readonly configId: string;
  readonly job: JobDetail | undefined;
}

/** Asks every query that there is: one that is added must be named here too. */
async function readEverything({ repository, client, configId, job }: Records): Promise<void> {
  const [archive] = (await house.query<{ items: Archive[] }>('archives.list')).items;
  const [key] = (await house.query<{ items: { id: string }[] }>('sshKeys.list')).items;
  const root = await house.query<{ items: ArchiveEntry[] }>('archives.entries', {
    id: archive?.id,
    path: '',
  });
  const rule = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2040-01-01T02:30:00', timeZone: 'UTC' };
  const actions = [{ kind: 'borgcube.backup', data: { backupConfigId: configId } }];
  const schedule = await house.mutate<Schedule>('schedules.create', {
    name: `daily ${client.hostname}`,
    ...rule,
    actions,
  });
  const plans = await makePlans(repository.id, { name: client.hostname, scheduleId: schedule.id });
  const inputs: Record<string, unknown> = {
    ...plans,
    'archives.catalog': { id: archive?.id },
    'archives.diff': null, // of archives in the catalog
    'archives.changes': { id: archive?.id },
    'archives.neighbours': { id: archive?.id },
    'archives.measureSelection': null, // of an archive in the catalog
    'archives.previewDelete': { ids: [archive?.id] },
    'archives.history': { clientId: client.id, path: root.items[0]?.path },
    'archives.search': { text: 'a' },
    'notifications.channels.get': null, // knows no repository
    'notifications.rules.get': null,
    'notifications.toldOfJob': { jobId: job?.id },
    'pruneConfigs.ofClient': { clientId: client.id },
    'repositories.lock': { id: repository.id },
    'schedules.calendar': { from: '2040-01-01T00:00:00Z', to: '2040-01-08T00:00:00Z' },
    'schedules.foresee': { ...rule, actions },
    'schedules.ledger': {},
    'archives.get': { id: archive?.id },
    'archives.entries': { id: archive?.id, path: root.items[0]?.path },
    'backupConfigs.get': { id: configId },
    'backupConfigs.commandLine': { id: configId },
    'backupConfigs.proposeDrill': { id: configId },
    'clients.get': { id: client.id },
    'forms.get': { name: 'repository' },
    'jobs.get': { id: job?.id },
    'jobs.log': { id: job?.id },
    'jobs.receipt': { id: job?.id },
    'proofs.get': null, // nothing was proven yet
    'repositories.get': { id: repository.id },
    'repositories.stats': { id: repository.id },
    'schedules.get': { id: schedule.id },
    'schedules.preview': { ...rule, count: 3 },
    'schedules.occurrences': { id: schedule.id },
    'sshKeys.get': key ? { id: key.id } : null, // none yet
  };
  for (const procedure of queries()) {
    const input = inputs[procedure];
    if (input === null) continue;
    answers.set(`${procedure} ${client.hostname}`, JSON.stringify(await house.query(procedure, input)));
  }
}

/** What is set up once for a repository; answers what asks for each. */
async function makePlans(
  repositoryId: string,
  { name, scheduleId }: { readonly name: string; readonly scheduleId: string },
): Promise<Record<string, unknown>> {
  const make = async (procedure: string, input: object) =>
    (await house.mutate<{ id: string }>(procedure, input)).id;
  const check = await make('checkConfigs.create', { repositoryId, label: name });
  const policy = await make('retentionPolicies.create', { name });
  const prune = await make('pruneConfigs.create', { name, retentionPolicyId: policy, repositoryId });
  const target = { type: 'schedule', id: scheduleId };
  const trigger = await make('triggers.create', { target, access: [], comment: '' });
  return {
    'checkConfigs.get': { id: check },
    'pruneConfigs.get': { id: prune },
    'pruneConfigs.plan': null, // none was made
    'pruneConfigs.plans': { id: prune },
    'pruneConfigs.preview': { id: prune },
    'retentionPolicies.get': { id: policy },
    'triggers.get': { id: trigger },
  };
}

function queries(): string[] {
  // At run time this is one flat record by path; tRPC's type shows it as a tree.
  const flat = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
  return Object.keys(flat).filter((path) => flat[path]?._def.type === 'query');
}

/** Keeps what viewers of jobs are told while they run. */
function followEvents(): { end: () => Promise<void> } {
  const ended = new AbortController();
  const headers = { authorization: `Bearer ${house.token}` };
  const reading = (async () => {
    const { body } = await fetch(`${house.server.url}/trpc/jobs.onChange`, { headers, signal: ended.signal });
    const decoder = new TextDecoder();
    for await (const chunk of body ?? [])
      answers.set('events', `${answers.get('events') ?? ''}${decoder.decode(chunk)}`);
  })().catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });
  return {
    end: async () => {
      ended.abort();
      await reading;
    },
  };
}

// Another test may have made names that are no UTF-8.
const bytesOf = (path: string) => Buffer.from(path, 'latin1');

function filesBelow(folder: string, changedSinceMs = 0): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, changedSinceMs);
    const stat = entry.isFile() ? lstatSync(bytesOf(path), { throwIfNoEntry: false }) : undefined;
    return stat && stat.mtimeMs >= changedSinceMs && stat.size < LARGEST ? [path] : [];
  });
}

const entriesOf = (folder: string) =>
  unlessGone<Dirent[]>([], () => readdirSync(bytesOf(folder), { withFileTypes: true, encoding: 'latin1' }));
const read = (file: string) => unlessGone(Buffer.alloc(0), () => readFileSync(bytesOf(file)));

/** What is of another test may go meanwhile. */
function unlessGone<Found>(instead: Found, look: () => Found): Found {
  try {
    return look();
  } catch {
    return instead;
  }
}

/** The first lines of an OpenSSH key file are the same in all, the middle is not. */
function secretLineOf(privateKey: string): string {
  const lines = privateKey.trim().split('\n').slice(1, -1);
  const line = lines.at(-2);
  if (!line || line.length < 60) throw new Error('This key has too few lines.');
  return line;
}

function makeRandomFiles(folder: string): void {
  mkdirSync(folder);
  for (let i = 0; i < 64; i++)
    writeFileSync(join(folder, `file ${i}`), randomFillSync(Buffer.alloc(128 * 1024)));
}
