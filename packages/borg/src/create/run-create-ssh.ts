import { randomUUID } from 'node:crypto';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { classifyExit } from '../exit/classify-exit.ts';
import { classifySsh, SSH_FAILED } from '../exit/classify-ssh.ts';
import type { ProcessExit } from '../process/start-process.ts';
import { borgLocation, locationOf } from '../repository/repository-target.ts';
import { COMMON_OPTIONS } from '../repository/start-borg.ts';
import { createArguments } from './create-arguments.ts';
import type { CreateEvents, CreateLimits, CreateRun, SshCreateTarget } from './create-run.ts';
import { judgePaths, type PathsVerdict } from './judge-paths.ts';
import { archiveOfJson, markerOf, NO_DOCUMENT, type RanCreate } from './ran-create.ts';
import { type RemoteCreate, remoteCreateScript } from './remote-script.ts';
import { RemoteSession } from './remote-session.ts';
import type { RemoteWords } from './remote-words.ts';
import { commandFailure } from './run-command.ts';
import type { ServeEnd } from './serve-repository.ts';

/** The script's own exit codes: a shell that it cannot run in, and no place for its files. */
const SCRIPT_FAILED: ReadonlySet<number> = new Set([96, 97]);

/** Linux takes no longer argument (MAX_ARG_STRLEN), and the login shell gets the script as one. */
const SCRIPT_MAX = 128 * 1024 - 1024;

/** Borg runs on the client; the session's own stdio is the channel to `borg serve` here. */
export async function runCreateOverSsh(
  target: SshCreateTarget,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
): Promise<RanCreate> {
  const remote = remoteCreate(target, run, limits);
  const script = remoteCreateScript(remote);
  if (Buffer.byteLength(script) > SCRIPT_MAX) return { ...NOTHING, cause: TOO_LONG };
  const session = new RemoteSession({ target, run, limits, events, remote });
  let paths: PathsVerdict | null = null;
  let isClear = true;
  let thrown: { error: unknown } | null = null;
  await session.start(script);
  try {
    if (await session.reaches('ready')) {
      paths = judgePaths(run.spec.paths, session.words.states, run.mountPoints);
      if (!paths.cause && !run.signal?.aborted) isClear = await letGo(session, events);
    }
  } catch (error) {
    thrown = { error };
  }
  session.refuse();
  await session.reaches('ended');
  if (session.isGone && !thrown) await events.onStage?.('ended');
  await events.onStage?.('cleanup');
  const end = await session.end();
  if (thrown) throw thrown.error;
  return toResult(session.words, { ...end, isClear }, paths, target);
}

/** False: nothing was let go, as the line is not clear for it. */
async function letGo(session: RemoteSession, events: CreateEvents): Promise<boolean> {
  if (!(await session.clearsLine())) return false;
  await events.onStage?.('prepared');
  await events.onStage?.('running');
  await session.letGo();
  return true;
}

const NOTHING: RanCreate = { cause: null, archive: null, warnings: [], mountPoints: [] };

const LOST: FailureCause = {
  kind: 'client-connection-failed',
  message: 'The client heard nothing from this server for too long and ended Borg.',
};

const UNCLEAR: FailureCause = {
  kind: 'client-violated-protocol',
  message: 'Something else than the backup writes to the standard output of the session on the client.',
};

const TOO_LONG: FailureCause = {
  kind: 'command-failed',
  message: 'Paths, excludes and commands together are too long for a command line on the client.',
};

function remoteCreate(target: SshCreateTarget, run: CreateRun, limits: CreateLimits): RemoteCreate {
  const { remoteBorg, remoteCacheDir } = target.transport;
  markerOf(run);
  const { path } = locationOf(target.repository);
  const place = { url: `ssh://borgcube${path.startsWith('/') ? path : `/./${path}`}` };
  return {
    configId: run.configId,
    jobId: run.jobId,
    nonce: randomUUID(),
    remoteCacheDir,
    borg: [remoteBorg, ...COMMON_OPTIONS, ...createArguments(run.spec, borgLocation(place, run.archive), [])],
    paths: run.spec.paths,
    beforeCommand: run.beforeCommand ?? null,
    afterCommand: run.afterCommand ?? null,
    commandLimit: Math.ceil(limits.commandMs / 1000),
    silenceLimit: Math.ceil(limits.silenceMs / 1000),
  };
}

interface SessionEnd {
  readonly ssh: ProcessExit;
  readonly serve: ServeEnd | null;
  readonly isClear: boolean;
}

function toResult(
  words: RemoteWords,
  end: SessionEnd,
  paths: PathsVerdict | null,
  target: SshCreateTarget,
): RanCreate {
  const archive = archiveOfJson(words.document);
  const verdict = words.borgCode === null ? null : borgVerdict(words, end, target);
  const late = words.commands.after;
  return {
    cause: causeOf(words, end, paths, target) ?? verdict?.cause ?? (archive ? null : NO_DOCUMENT),
    archive,
    mountPoints: paths?.mountPoints ?? [],
    warnings: [
      ...(paths?.warnings ?? []),
      ...(verdict?.warnings ?? []),
      ...(late && late !== '0' ? [remoteCommandFailure('after', late).message ?? ''] : []),
    ],
  };
}

/** Why Borg never ended, or never ran. */
function causeOf(
  words: RemoteWords,
  { ssh, serve, isClear }: SessionEnd,
  paths: PathsVerdict | null,
  target: SshCreateTarget,
): FailureCause | null {
  if (words.isLost) return LOST;
  if (words.borgCode !== null) return null;
  const before = words.commands.before;
  if (before !== undefined && before !== '0') return remoteCommandFailure('before', before);
  if (paths?.cause) return paths.cause;
  if (serve?.verdict.cause && !words.isComplete) return serve.verdict.cause;
  if (!isClear && ssh.code !== SSH_FAILED) return UNCLEAR;
  const { remote, port } = target.transport.access;
  const said = classifySsh(words.strays, 'client');
  if (ssh.code !== null && SCRIPT_FAILED.has(ssh.code))
    return { ...said, kind: 'command-failed', exitCode: ssh.code };
  return {
    ...said,
    host: remote,
    ...(port ? { port } : {}),
    exitCode: ssh.code,
  };
}

/** What Borg and `borg serve` said together: the one that was killed is to blame, not the other that lost its channel. */
function borgVerdict(words: RemoteWords, { serve }: SessionEnd, target: SshCreateTarget) {
  const location = locationOf(target.repository);
  const verdict = classifyExit({
    code: words.borgCode,
    signal: null,
    lines: [...(serve?.lines ?? []), ...words.lines],
    ranOn: 'client',
    repositoryPath: location.path,
  });
  const lostChannel = verdict.cause?.kind === 'repository-connection-failed';
  if (lostChannel && serve?.verdict.cause) return { ...verdict, cause: serve.verdict.cause };
  return verdict;
}

function remoteCommandFailure(name: 'before' | 'after', end: string): FailureCause {
  if (end === 'late') return commandFailure(name, 'took too long and was ended');
  return commandFailure(name, `ended with ${end}`, Number(end));
}
