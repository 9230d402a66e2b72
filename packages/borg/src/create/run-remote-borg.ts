import { closeSync } from 'node:fs';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { classifyExit, type ExitVerdict } from '../exit/classify-exit.ts';
import { locationOf, type RepositoryTarget } from '../repository/repository-target.ts';
import type { PathsVerdict } from './judge-paths.ts';
import { causeOfSession, isTooLong, TOO_LONG } from './remote-end.ts';
import { type RemoteBorg, remoteBorgScript } from './remote-script.ts';
import { LINGER_MS, RemoteSession, type RemoteSessionOptions } from './remote-session.ts';
import type { RemoteWords } from './remote-words.ts';
import { type ServedRepository, type ServeEnd, serveRepository } from './serve-repository.ts';

export interface RemoteBorgRun extends RemoteSessionOptions {
  readonly repository: RepositoryTarget;
  readonly remote: RemoteBorg;
  /** Looks at the paths before Borg is let go. */
  readonly judge?: (words: RemoteWords) => PathsVerdict;
  /** Awaited; a throw ends the run before Borg starts, and rejects. */
  readonly onGo?: () => Promise<void>;
  /** Borg ended; the command after may still run. */
  readonly onEnded?: () => Promise<void>;
  readonly onCleanup?: () => Promise<void>;
}

export interface RanRemoteBorg {
  readonly cause: FailureCause | null;
  /** Null: Borg did not come to its end. */
  readonly verdict: ExitVerdict | null;
  readonly words: RemoteWords;
  readonly paths: PathsVerdict | null;
}

/** Borg runs on the client; the session's own stdio is the channel to `borg serve` here. Rejects only where a handler throws. */
export async function runRemoteBorg(run: RemoteBorgRun): Promise<RanRemoteBorg> {
  const script = remoteBorgScript(run.remote);
  const session = new RemoteSession(run);
  const { words } = session;
  if (isTooLong(script)) return { cause: TOO_LONG, verdict: null, words, paths: null };
  let paths: PathsVerdict | null = null;
  let isClear = true;
  let served: ServedRepository | null = null;
  let thrown: { error: unknown } | null = null;
  await session.start(script);
  try {
    if (await session.reaches('ready')) {
      paths = run.judge?.(words) ?? null;
      if (!paths?.cause && !run.signal?.aborted) {
        isClear = await session.clearsLine();
        if (isClear) served = await letGo(session, run);
      }
    }
  } catch (error) {
    thrown = { error };
  }
  session.refuse();
  await session.reaches('ended');
  if (session.isGone && !thrown) await run.onEnded?.();
  await run.onCleanup?.();
  await session.reaches('bye');
  const ending = served?.end(LINGER_MS) ?? null;
  ending?.catch(() => {}); // awaited below, once ssh has ended
  const ssh = await session.end();
  const serve = await ending;
  if (thrown) throw thrown.error;
  const verdict = words.code === null ? null : borgVerdict(words, serve, run.repository);
  const end = { ssh, isClear, paths, farCause: serve?.verdict.cause ?? null };
  const cause = causeOfSession(words, end, run.access) ?? verdict?.cause ?? null;
  return { cause, verdict, words, paths };
}

/** A key file as one line: its lines hold nothing but base64 and `BORG_KEY <id>`. */
const oneLine = (key: string): string => key.trim().replaceAll('\n', '|');

/** Passphrase and key are the word that lets Borg go; from then on the line is the RPC with `borg serve`. */
async function letGo(session: RemoteSession, run: RemoteBorgRun): Promise<ServedRepository | null> {
  await run.onGo?.();
  const { environment, repository, marker, events } = run;
  const { passphrase, keyFile } = repository;
  const line = session.letGo(`${passphrase?.reveal() ?? ''}\n${oneLine(keyFile?.reveal() ?? '')}`);
  if (!line) return null;
  closeSync(line.spare); // Borg's answers are for serve alone
  try {
    return await serveRepository({
      environment,
      repository,
      stdin: line.stdin,
      stdout: line.stdout,
      marker,
      onProcess: events.onProcess,
      onLine: (said) => events.onLine?.(said),
    });
  } finally {
    closeSync(line.stdin);
    closeSync(line.stdout);
  }
}

/** How Borg on a client is to be told of a repository that is served to it. */
export function servedPlace(repository: RepositoryTarget): { readonly url: string } {
  const { path } = locationOf(repository);
  return { url: `ssh://borgcube${path.startsWith('/') ? path : `/./${path}`}` };
}

/** What Borg and `borg serve` said together: the one that was killed is to blame, not the other that lost its channel. */
function borgVerdict(words: RemoteWords, serve: ServeEnd | null, repository: RepositoryTarget): ExitVerdict {
  const verdict = classifyExit({
    code: words.code,
    signal: null,
    lines: [...(serve?.lines ?? []), ...words.lines],
    ranOn: 'client',
    repositoryPath: locationOf(repository).path,
  });
  const lostChannel = verdict.cause?.kind === 'repository-connection-failed';
  if (lostChannel && serve?.verdict.cause) return { ...verdict, cause: serve.verdict.cause };
  return verdict;
}
