import { statSync } from 'node:fs';
import { freeSpace, hasRoom } from '@borgcube/borg/repository/free-space';
import type { Settings } from '../../env.ts';
import type { DoctorCheck } from './doctor-check.ts';

/** No machine that runs this release has an earlier date; an empty clock battery gives 1970 or 2000. */
const RELEASED = Date.UTC(2026, 0, 1);

export async function checkMachine(settings: Settings): Promise<DoctorCheck[]> {
  const { dataDir, masterKeyFile, timeZone } = settings;
  return [
    checkPermissions('data directory', dataDir),
    checkPermissions('master key', masterKeyFile),
    checkClock(timeZone),
    await checkDisk(dataDir),
  ];
}

function checkPermissions(name: string, path: string): DoctorCheck {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return { name, ok: true, detail: `${path} is not there yet; the first start makes it.` };
  const mode = (found.mode & 0o777).toString(8);
  const isMine = found.uid === process.getuid?.();
  if (!isMine) return { name, ok: false, detail: `${path} belongs to user ${found.uid}, not to this one.` };
  const isPrivate = (found.mode & 0o077) === 0;
  const advice = `${path} can be read by others (${mode}). Run: chmod go= ${path}`;
  return { name, ok: isPrivate, detail: isPrivate ? `${path} (${mode})` : advice };
}

function checkClock(timeZone: string): DoctorCheck {
  const now = new Date();
  const isGood = now.getTime() > RELEASED;
  const detail = `${now.toISOString()}, shown in ${timeZone}`;
  return {
    name: 'clock',
    ok: isGood,
    detail: isGood ? detail : `${detail}: the clock of this machine is wrong.`,
  };
}

async function checkDisk(dataDir: string): Promise<DoctorCheck> {
  const name = 'disk';
  const space = await freeSpace(dataDir);
  if (!space) return { name, ok: false, detail: `The file system of ${dataDir} cannot be asked.` };
  const gib = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
  const detail = `${gib(space.free)} of ${gib(space.total)} are free for ${dataDir}`;
  const isGood = hasRoom(space);
  return { name, ok: isGood, detail: isGood ? detail : `${detail}: too little, backups would be refused.` };
}
