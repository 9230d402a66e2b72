import { type SshSession, startSsh } from '../connection/start-ssh.ts';
import { endProcessGroup } from '../process/end-process-group.ts';
import type { TargetOf } from './create-run.ts';
import { type RemoteRun, remoteBeatScript } from './remote-script.ts';

/**
 * Tells the run's watch on the client at each interval that this server is still there, by a session of its own:
 * the channel of the data carries no word of ours and may be silent for hours while Borg reads unchanged files,
 * and sshd itself would notice a dead line after two hours at the earliest. The first session starts with the first beat,
 * so a short backup costs none. Answers how to stop it.
 */
export function startBeats(
  target: TargetOf<'ssh' | 'pull'>,
  run: RemoteRun,
  beatMs: number,
): () => Promise<void> {
  let current: Promise<SshSession | null> | null = null;
  let count = 0;
  const beat = async () => {
    const text = `${++count}\n`;
    current ??= startBeatSession(target, run, () => {
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
  target: TargetOf<'ssh' | 'pull'>,
  run: RemoteRun,
  onEnd: () => void,
): Promise<SshSession | null> {
  const { environment, transport } = target;
  try {
    const session = await startSsh(environment, transport.access, remoteBeatScript(run), () => {}, {
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
