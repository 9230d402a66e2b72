import { borgHostId } from '@borgcube/borg/process/host-id';
import { borgVersion, sshVersion, zstdVersion } from '@borgcube/borg/process/program-version';
import type { Settings } from '../../env.ts';
import type { DoctorCheck } from './doctor-check.ts';

const BORG_NEEDED = [1, 2] as const;

export async function checkPrograms(settings: Settings): Promise<DoctorCheck[]> {
  const { borg, ssh, programPath, dataDir } = settings;
  const environment = { borg, ssh, path: programPath, baseDir: dataDir, hostId: borgHostId() };
  const [borgFound, sshFound, zstdFound] = await Promise.all([
    borgVersion(environment),
    sshVersion(environment),
    zstdVersion(environment),
  ]);
  return [checkBorg(borg, borgFound), checkSsh(ssh, sshFound), checkZstd(zstdFound)];
}

function checkBorg(program: string, version: string | null): DoctorCheck {
  const name = 'borg';
  if (version === null) {
    return { name, ok: false, detail: `${program} was not found. Install borgbackup, or set BORGCUBE_BORG.` };
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isGood = major === BORG_NEEDED[0] && minor >= BORG_NEEDED[1];
  return { name, ok: isGood, detail: isGood ? version : `${version}; BorgCube needs 1.2 or 1.4.` };
}

function checkSsh(program: string, version: string | null): DoctorCheck {
  const missing = `${program} was not found. Install openssh-client, or set BORGCUBE_SSH.`;
  return { name: 'ssh', ok: version !== null, detail: version ?? missing };
}

function checkZstd(version: string | null): DoctorCheck {
  const missing = 'zstd was not found: nothing can be downloaded as tar.zst. Install zstd.';
  return { name: 'zstd', ok: version !== null, detail: version ?? missing };
}
