import { describe, expect, it } from 'vitest';
import type { BorgLine } from '../log/borg-line.ts';
import { classifyExit } from './classify-exit.ts';

const ID = '4f7ad9c8d92ed76886f7018b4a0271ce8fdbed648df4522a688723328e7bbc07';

function error(text: string, msgid: string | null = null): BorgLine {
  return { type: 'message', level: 'error', text, msgid, name: 'borg.archiver' };
}
function warning(text: string, name = 'borg.archiver', msgid: string | null = null): BorgLine {
  return { type: 'message', level: 'warning', text, msgid, name };
}
const raw = (text: string): BorgLine => ({ type: 'raw', text });
const traceback = (file: string) =>
  error(
    `Traceback (most recent call last):\n  File "/usr/lib/python3/dist-packages/borg/${file}", line 1, in write\nOSError: [Errno 28] No space left on device\n\nPlatform: Linux vm\nPID: 7  CWD: /`,
  );

/** Messages of 1.2.4 were taken from a live Borg, those of 1.4 from its documentation and recorded runs. */
describe('classifyExit', () => {
  it.each<[string, number, BorgLine[], string]>([
    [
      '1.2',
      2,
      [error('Repository /r does not exist.', 'Repository.DoesNotExist')],
      'repository-does-not-exist',
    ],
    [
      '1.4',
      13,
      [error('Repository /r does not exist.', 'Repository.DoesNotExist')],
      'repository-does-not-exist',
    ],
    [
      '1.2',
      2,
      [error('/r is not a valid repository. Check repo config.', 'Repository.InvalidRepository')],
      'repository-does-not-exist',
    ],
    [
      '1.2',
      2,
      [error('passphrase supplied in … is incorrect.', 'PassphraseWrong')],
      'repository-passphrase-wrong',
    ],
    [
      '1.4',
      52,
      [error('passphrase supplied in … is incorrect.', 'PassphraseWrong')],
      'repository-passphrase-wrong',
    ],
    ['1.4 without msgid', 52, [], 'repository-passphrase-wrong'],
    ['1.2', 2, [error('can not acquire a passphrase', 'NoPassphraseFailure')], 'repository-passphrase-wrong'],
    [
      '1.2',
      2,
      [error('No key entry found in the config of repository /r.', 'RepoKeyNotFoundError')],
      'repository-key-missing',
    ],
    [
      '1.4',
      42,
      [error('No key file for repository /r found in /k.', 'KeyfileNotFoundError')],
      'repository-key-missing',
    ],
    [
      '1.2',
      2,
      [error('Failed to create/acquire the lock /r/lock.exclusive (timeout).', 'LockTimeout')],
      'repository-lock-timeout',
    ],
    [
      '1.4',
      73,
      [error('Failed to create/acquire the lock /r/lock.exclusive (timeout).', 'LockTimeout')],
      'repository-lock-timeout',
    ],
    [
      '1.2 cache',
      2,
      [error(`Failed to create/acquire the lock /c/borg/${ID}/lock.exclusive (timeout).`, 'LockTimeout')],
      'cache-lock-timeout',
    ],
    [
      '1.2',
      2,
      [
        error(
          'Failed to create/acquire the lock /r/lock.exclusive ([Errno 13] Permission denied).',
          'LockFailed',
        ),
      ],
      'repository-lock-failed',
    ],
    [
      '1.4 cache',
      72,
      [
        error(
          `Failed to create/acquire the lock /c/${ID}/lock.exclusive ([Errno 30] Read-only).`,
          'LockFailed',
        ),
      ],
      'cache-lock-failed',
    ],
    [
      '1.2',
      2,
      [
        error(
          'Failed to create/acquire the lock /r/lock.exclusive ([Errno 28] No space left on device).',
          'LockFailed',
        ),
      ],
      'repository-enospc',
    ],
    [
      '1.2',
      2,
      [
        error('Local Exception', 'Exception'),
        error(
          "Traceback (most recent call last):\nFileNotFoundError: [Errno 2] No such file or directory: '/r/data/0/15'",
        ),
      ],
      'repository-damaged',
    ],
    [
      '1.2',
      2,
      [error('Inconsistency detected. Please run "borg check /r"', 'Repository.CheckNeeded')],
      'repository-check-needed',
    ],
    ['1.2 over ssh', 2, [error('Inconsistency detected.', 'CheckNeeded')], 'repository-check-needed'],
    [
      '1.2',
      2,
      [error('Data integrity error: Segment entry checksum mismatch', 'IntegrityError')],
      'repository-damaged',
    ],
    [
      '1.4',
      95,
      [error('Data integrity error: Archive authentication did not verify', 'ArchiveTAMInvalid')],
      'repository-damaged',
    ],
    [
      '1.2',
      2,
      [error('Object with key … not found in repository /r.', 'Repository.ObjectNotFound')],
      'repository-damaged',
    ],
    [
      '1.2',
      2,
      [
        error(
          'Cache, or information obtained from the security directory is newer than repository',
          'Cache.RepositoryReplay',
        ),
      ],
      'repository-tampered',
    ],
    [
      '1.4',
      14,
      [error('Insufficient free space to complete transaction', 'Repository.InsufficientFreeSpaceError')],
      'repository-enospc',
    ],
    [
      '1.2 over ssh',
      2,
      [error('The storage quota (1 MB) has been exceeded', 'StorageQuotaExceeded')],
      'repository-enospc',
    ],
    [
      '1.2 repository full',
      2,
      [
        warning('No space left on device, cleaning up partial transaction to free space.', 'borg.repository'),
        error('Local Exception', 'Exception'),
        traceback('repository.py'),
      ],
      'repository-enospc',
    ],
    ['1.2 cache full', 2, [error('Local Exception', 'Exception'), traceback('cache.py')], 'server-enospc'],
    ['1.2', 2, [error('Archive web01-00007 does not exist', 'Archive.DoesNotExist')], 'archive-missing'],
    ['1.4', 31, [error('Archive web01-00007 does not exist', 'Archive.DoesNotExist')], 'archive-missing'],
    [
      '1.2',
      2,
      [
        warning('Remote: ssh: connect to host h port 22: Connection refused', 'root'),
        error('Connection closed by remote host. Is borg working on the server?', 'ConnectionClosedWithHint'),
      ],
      'repository-connection-failed',
    ],
    [
      '1.2',
      2,
      [
        warning('Remote: Host key verification failed.', 'root'),
        error('Connection closed by remote host.', 'ConnectionClosedWithHint'),
      ],
      'repository-host-key-unknown',
    ],
    [
      '1.2',
      2,
      [
        warning('Remote: @ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @', 'root'),
        error('Connection closed', 'ConnectionClosedWithHint'),
      ],
      'repository-host-key-mismatch',
    ],
    ['1.4', 84, [error('Borg server is too old for delete.', 'RPCServerOutdated')], 'client-borg-outdated'],
    [
      '1.4',
      25,
      [error('Unsupported repository feature(s)', 'MandatoryFeatureUnsupported')],
      'client-borg-outdated',
    ],
    ['1.2', 2, [error('Repository path not allowed: /other', 'PathNotAllowed')], 'client-violated-protocol'],
    ['not installed', 127, [raw('sh: 1: exec: borg: not found')], 'client-borg-missing'],
    ['not executable', 126, [raw('sh: 1: exec: /opt/borg: Permission denied')], 'client-borg-missing'],
    ['usage', 2, [raw('borg: error: unrecognized arguments: --nope')], 'command-failed'],
    ['1.2 killed', 143, [error('Received SIGTERM', 'Signal.SIGTERM')], 'command-failed'],
  ])('%s exit %i is told by its cause', (_, code, lines, kind) => {
    const verdict = classifyExit({ code, signal: null, lines });
    expect(verdict).toMatchObject({ severity: 'error', cause: { kind, exitCode: code } });
  });

  it('knows the repository by its path even where the path looks like a cache', () => {
    const lines = [
      error(`Failed to create/acquire the lock /srv/${ID}/lock.exclusive (timeout).`, 'LockTimeout'),
    ];
    const verdict = classifyExit({ code: 2, signal: null, lines, repositoryPath: `/srv/${ID}/` });
    expect(verdict.cause?.kind).toBe('repository-lock-timeout');
  });

  it.each([
    [0, [], { severity: 'success', warnings: [] }],
    [
      1,
      [warning('/nope: [Errno 2] No such file')],
      { severity: 'warning', warnings: ['/nope: [Errno 2] No such file'] },
    ],
    [
      107,
      [warning('/nope: gone', 'borg.archiver', 'BackupFileNotFoundError')],
      { severity: 'warning', warnings: ['/nope: gone'] },
    ],
    [100, [warning('a: file changed while we backed it up')], { severity: 'warning' }],
  ] as const)('takes exit %i for what it is', (code, lines, expected) => {
    expect(classifyExit({ code, signal: null, lines })).toMatchObject(expected);
  });

  it.each([
    [null, 'SIGKILL', 'SIGKILL'],
    [137, null, 'SIGKILL'],
    [129, null, 'SIGHUP'],
  ])('names the signal (code %s, signal %s)', (code, signal, name) => {
    expect(classifyExit({ code, signal, lines: [] }).cause).toMatchObject({
      kind: 'command-failed',
      signal: name,
    });
  });

  it('looks for a full disk in what was writing, not in the command line that Borg adds', () => {
    const machine = "Platform: Linux vm\nsys.argv: ['/usr/bin/borg', 'create', '/srv/r::a']";
    const cache = error(
      `Traceback (most recent call last):\n  File "borg/cache.py", line 636, in commit\nOSError: [Errno 28] No space left on device\n\n${machine}`,
    );
    const told = { code: 2, signal: null, repositoryPath: '/srv/r' };
    expect(classifyExit({ ...told, lines: [error('Local Exception', 'Exception'), cache] }).cause?.kind).toBe(
      'server-enospc',
    );
    const remote = error(
      `Traceback (most recent call last):\n\n  File "borg/repository.py", line 1643, in write_put\n\nOSError: [Errno 28] No space left on device\n`,
      'OSError',
    );
    expect(
      classifyExit({ ...told, lines: [remote, error(`Borg server: ${machine}`)], ranOn: 'client' }).cause,
    ).toMatchObject({
      kind: 'repository-enospc',
      message: 'OSError: [Errno 28] No space left on device',
    });
  });

  it('shows the last line of a traceback as evidence and no more than six lines', () => {
    const lines = [...Array.from({ length: 9 }, (_, n) => warning(`w${n}`)), traceback('cache.py')];
    const cause = classifyExit({ code: 2, signal: null, lines, ranOn: 'client' }).cause;
    expect(cause?.evidence).toHaveLength(6);
    expect(cause).toMatchObject({
      kind: 'command-failed',
      message: 'OSError: [Errno 28] No space left on device',
    });
  });
});
