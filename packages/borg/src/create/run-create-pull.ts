import { closeSync } from 'node:fs';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { CreateEvents, CreateLimits, CreateRun, TargetOf } from './create-run.ts';
import { importTar } from './import-tar.ts';
import { judgePaths, type PathsVerdict } from './judge-paths.ts';
import type { Pull } from './pull.ts';
import { NOTHING_RAN, type RanCreate } from './ran-create.ts';
import { causeOfSession, isTooLong, TOO_LONG, warningsOfCommandAfter } from './remote-end.ts';
import { remoteFrame, sessionOf } from './remote-frame.ts';
import { type RemotePull, remotePullScript } from './remote-pull-script.ts';
import { type LineEnds, RemoteSession } from './remote-session.ts';
import { writeLine } from './rpc-channel.ts';
import { tarArguments } from './tar-arguments.ts';

/** tar on the client streams into `borg import-tar` here; only a stream that tar ended well becomes the archive. */
export async function runCreateByPull(
  target: TargetOf<'pull'>,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
): Promise<RanCreate> {
  const tar = tarArguments(run.spec);
  const remote: RemotePull = { ...remoteFrame(run, limits, target.transport.remoteCacheDir), tar };
  const script = remotePullScript(remote);
  if (isTooLong(script)) return { ...NOTHING_RAN, cause: TOO_LONG };
  const session = new RemoteSession({ ...sessionOf(target, run), limits, events, remote });
  const pull: Pull = { target, run, limits, events, session };
  let paths: PathsVerdict | null = null;
  let refusal: FailureCause | null = null;
  let imported: RanCreate | null = null;
  let isClear = true;
  let thrown: { error: unknown } | null = null;
  await session.start(script);
  try {
    if (await session.reaches('ready')) {
      paths = judgePaths(run.spec.paths, session.words.states, run.mountPoints);
      refusal = paths.cause ?? refuseTar(pull, tar.gnuOnly);
      if (!refusal && !run.signal?.aborted) {
        isClear = await session.clearsLine();
        if (isClear) imported = await transfer(pull);
      }
    }
  } catch (error) {
    thrown = { error };
  }
  session.refuse();
  if (!imported) await events.onStage?.('cleanup');
  const ssh = await session.end();
  if (thrown) throw thrown.error;
  if (imported) return withWarnings(imported, paths, session);
  const end = { ssh, isClear, paths: paths && { ...paths, cause: refusal }, farCause: null };
  const cause = causeOfSession(session.words, end, target.transport.access);
  return withWarnings({ ...NOTHING_RAN, cause }, paths, session);
}

async function transfer(pull: Pull): Promise<RanCreate | null> {
  const { events, session } = pull;
  await events.onStage?.('prepared');
  await events.onStage?.('running');
  const line = session.letGo('go');
  if (!line) return null;
  let outcome = 'failed';
  try {
    const imported = await importTar(pull, line);
    await events.onStage?.('cleanup');
    outcome = imported.cause === null ? 'done' : pull.run.signal?.aborted ? 'cancelled' : 'failed';
    return imported;
  } finally {
    tellOutcome(line, outcome);
  }
}

/** The command after waits for this word; with the line closed it goes on without. */
function tellOutcome({ stdout, spare }: LineEnds, outcome: string): void {
  writeLine(stdout, outcome);
  closeSync(stdout);
  closeSync(spare);
}

function withWarnings(ran: RanCreate, paths: PathsVerdict | null, session: RemoteSession): RanCreate {
  return {
    ...ran,
    mountPoints: paths?.mountPoints ?? [],
    warnings: [...(paths?.warnings ?? []), ...ran.warnings, ...warningsOfCommandAfter(session.words)],
  };
}

/** A tar that would do something else than the config says is not begun with. */
function refuseTar({ session, run }: Pull, gnuOnly: readonly string[]): FailureCause | null {
  const { tar, mountsBelow } = session.words;
  const refuse = (message: string): FailureCause => ({
    kind: 'command-failed',
    program: 'tar',
    message,
    evidence: [tar?.version ?? ''],
  });
  if (tar?.kind === 'gnu') return null;
  if (tar?.kind !== 'busybox') return refuse('The client has no GNU tar.');
  if (gnuOnly[0] !== undefined) return refuse(`The tar of BusyBox cannot do what “${gnuOnly[0]}” asks for.`);
  if (run.spec.oneFileSystem && mountsBelow[0] !== undefined)
    return refuse(`The tar of BusyBox cannot stay on one file system, and ${mountsBelow[0]} is another one.`);
  return null;
}
