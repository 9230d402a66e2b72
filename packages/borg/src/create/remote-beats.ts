import type { SshAccess } from '../connection/ssh-access.ts';
import { type SshSession, startSsh } from '../connection/start-ssh.ts';
import { endProcessGroup } from '../process/end-process-group.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { type RemoteRun, remoteBeatScript } from './remote-script.ts';

/** A machine, and the ssh that leads there. */
export interface ClientPlace {
  readonly environment: BorgEnvironment;
  readonly access: SshAccess;
}

/**
 * Tells the run's watch on the client at each interval that this server is still there, by a session of its own:
 * the channel of the data carries no word of ours and may be silent for hours while Borg reads unchanged files,
 * and sshd itself would notice a dead line after two hours at the earliest. The first session starts with the first beat,
 * so a short backup costs none. Answers how to stop it.
 */
export function startBeats(place: ClientPlace, run: RemoteRun, beatMs: number): () => Promise<void> {
  let current: Promise<SshSession | null> | null = null;
  let count = 0;
  const beat = async () => {
    const text = `${++count}\n`;
    current ??= startBeatSession(place, run, () => {
      current = null; // tried again at the next beat
    });
    const session = await current;
    session?.process.stdin?.write(text);
  };
  const timer = setInterval(() => void beat(), beatMs);
  return async () => {
    clearInterval(timer);
    const session = await current;
    if (!session) return;
    session.process.stdin?.end();
    await endProcessGroup(session.process.identity, { interruptMs: 0, terminateMs: 1000 });
    await session.ended.catch(() => null);
  };
}

async function startBeatSession(
  place: ClientPlace,
  run: RemoteRun,
  onEnd: () => void,
): Promise<SshSession | null> {
  try {
    const session = await startSsh(place.environment, place.access, remoteBeatScript(run), () => {}, {
      stdin: 'pipe',
      stdout: 'ignore',
    });
    void session.ended.catch(() => null).then(onEnd);
    return session;
  } catch {
    onEnd();
    return null;
  }
}
