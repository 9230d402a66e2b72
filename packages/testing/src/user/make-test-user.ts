import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An ordinary user of this machine, for as long as a test runs. */
export interface TestUser extends Disposable {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Its own; `newFolder` makes more of them in it. */
  readonly home: string;
  newFolder(): string;
}

/** Only root can make one. It has no password, and is not locked either: sshd lets it in by key. */
export function makeTestUser(): TestUser {
  const name = `bc-test-${process.pid}`;
  const home = mkdtempSync(join(tmpdir(), 'borgcube-user-'));
  execFileSync('useradd', ['--no-create-home', '--home-dir', home, '--shell', '/bin/sh', '-p', '*', name]);
  const idOf = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  chownSync(home, uid, gid);
  let number = 0;
  return {
    name,
    uid,
    gid,
    home,
    newFolder: () => {
      const folder = join(home, `folder${++number}`);
      mkdirSync(folder);
      chownSync(folder, uid, gid);
      return folder;
    },
    [Symbol.dispose]: () => {
      execFileSync('userdel', ['--force', name], { stdio: 'ignore' });
      rmSync(home, { recursive: true, force: true });
    },
  };
}
