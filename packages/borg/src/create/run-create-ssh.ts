import { randomUUID } from 'node:crypto';
import { closeSync } from 'node:fs';
import { classifyExit } from '../exit/classify-exit.ts';
import { borgLocation, locationOf } from '../repository/repository-target.ts';
import { COMMON_OPTIONS } from '../repository/start-borg.ts';
import { createArguments } from './create-arguments.ts';
import type { CreateEvents, CreateLimits, CreateRun, TargetOf } from './create-run.ts';
import { judgePaths, type PathsVerdict } from './judge-paths.ts';
import { archiveOfJson, markerOf, NO_DOCUMENT, NOTHING_RAN, type RanCreate } from './ran-create.ts';
import {
  causeOfSession,
  isTooLong,
  type SessionEnd,
  TOO_LONG,
  warningsOfCommandAfter,
} from './remote-end.ts';
import { type RemoteCreate, type RemoteFrame, remoteCreateScript } from './remote-script.ts';
import { LINGER_MS, RemoteSession } from './remote-session.ts';
import type { RemoteWords } from './remote-words.ts';
import { type ServedRepository, type ServeEnd, serveRepository } from './serve-repository.ts';

/** Borg runs on the client; the session's own stdio is the channel to `borg serve` here. */
export async function runCreateOverSsh(
  target: TargetOf<'ssh'>,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
): Promise<RanCreate> {
  const remote = remoteCreate(target, run, limits);
  const script = remoteCreateScript(remote);
  if (isTooLong(script)) return { ...NOTHING_RAN, cause: TOO_LONG };
  const session = new RemoteSession({ target, run, limits, events, remote });
  let paths: PathsVerdict | null = null;
  let isClear = true;
  let served: ServedRepository | null = null;
  let thrown: { error: unknown } | null = null;
  await session.start(script);
  try {
    if (await session.reaches('ready')) {
      paths = judgePaths(run.spec.paths, session.words.states, run.mountPoints);
      if (!paths.cause && !run.signal?.aborted) {
        isClear = await session.clearsLine();
        if (isClear) served = await letGo(session, { target, run, events });
      }
    }
  } catch (error) {
    thrown = { error };
  }
  session.refuse();
  await session.reaches('ended');
  if (session.isGone && !thrown) await events.onStage?.('ended');
  await events.onStage?.('cleanup');
  await session.reaches('bye');
  const ending = served?.end(LINGER_MS) ?? null;
  ending?.catch(() => {}); // awaited below, once ssh has ended
  const ssh = await session.end();
  const serve = await ending;
  if (thrown) throw thrown.error;
  const end = { ssh, isClear, paths, farCause: serve?.verdict.cause ?? null };
  return toResult(session.words, end, serve, target);
}

interface Started {
  readonly target: TargetOf<'ssh'>;
  readonly run: CreateRun;
  readonly events: CreateEvents;
}

/** A key file as one line: its lines hold nothing but base64 and `BORG_KEY <id>`. */
const oneLine = (key: string): string => key.trim().replaceAll('\n', '|');

/** Passphrase and key are the word that lets Borg go; from then on the line is the RPC with `borg serve`. */
async function letGo(
  session: RemoteSession,
  { target, run, events }: Started,
): Promise<ServedRepository | null> {
  await events.onStage?.('prepared');
  await events.onStage?.('running');
  const { passphrase, keyFile } = target.repository;
  const line = session.letGo(`${passphrase?.reveal() ?? ''}\n${oneLine(keyFile?.reveal() ?? '')}`);
  if (!line) return null;
  closeSync(line.spare); // Borg's answers are for serve alone
  try {
    return await serveRepository({
      environment: target.environment,
      repository: target.repository,
      stdin: line.stdin,
      stdout: line.stdout,
      marker: markerOf(run),
      onProcess: events.onProcess,
      onLine: (said) => events.onLine?.(said),
    });
  } finally {
    closeSync(line.stdin);
    closeSync(line.stdout);
  }
}

function remoteCreate(target: TargetOf<'ssh'>, run: CreateRun, limits: CreateLimits): RemoteCreate {
  const { remoteBorg, remoteCacheDir } = target.transport;
  const { path } = locationOf(target.repository);
  const place = { url: `ssh://borgcube${path.startsWith('/') ? path : `/./${path}`}` };
  return {
    ...remoteFrame(run, limits, remoteCacheDir),
    borg: [remoteBorg, ...COMMON_OPTIONS, ...createArguments(run.spec, borgLocation(place, run.archive), [])],
  };
}

/** What every script on a client is told of its run. */
export function remoteFrame(
  run: CreateRun,
  limits: CreateLimits,
  remoteCacheDir: string | null,
): RemoteFrame {
  markerOf(run); // throws on an id that no shell may see
  return {
    configId: run.configId,
    jobId: run.jobId,
    nonce: randomUUID(),
    remoteCacheDir,
    paths: run.spec.paths,
    beforeCommand: run.beforeCommand ?? null,
    afterCommand: run.afterCommand ?? null,
    commandLimit: Math.ceil(limits.commandMs / 1000),
    silenceLimit: Math.ceil(limits.silenceMs / 1000),
  };
}

function toResult(
  words: RemoteWords,
  end: SessionEnd,
  serve: ServeEnd | null,
  target: TargetOf<'ssh'>,
): RanCreate {
  const archive = archiveOfJson(words.document);
  const verdict = words.code === null ? null : borgVerdict(words, serve, target);
  const cause = causeOfSession(words, end, target.transport.access);
  return {
    cause: cause ?? verdict?.cause ?? (archive ? null : NO_DOCUMENT),
    archive,
    mountPoints: end.paths?.mountPoints ?? [],
    warnings: [
      ...(end.paths?.warnings ?? []),
      ...(verdict?.warnings ?? []),
      ...warningsOfCommandAfter(words),
    ],
  };
}

/** What Borg and `borg serve` said together: the one that was killed is to blame, not the other that lost its channel. */
function borgVerdict(words: RemoteWords, serve: ServeEnd | null, target: TargetOf<'ssh'>) {
  const location = locationOf(target.repository);
  const verdict = classifyExit({
    code: words.code,
    signal: null,
    lines: [...(serve?.lines ?? []), ...words.lines],
    ranOn: 'client',
    repositoryPath: location.path,
  });
  const lostChannel = verdict.cause?.kind === 'repository-connection-failed';
  if (lostChannel && serve?.verdict.cause) return { ...verdict, cause: serve.verdict.cause };
  return verdict;
}
