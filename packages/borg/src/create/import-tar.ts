import { closeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { BorgFailure } from '../exit/borg-failure.ts';
import type { ExitVerdict } from '../exit/classify-exit.ts';
import type { ArchiveFigures } from '../repository/list-archives.ts';
import { borgLocation } from '../repository/repository-target.ts';
import { type StartedBorg, startBorg } from '../repository/start-borg.ts';
import { importArguments } from './import-arguments.ts';
import { causeOfPull, endedWell, warningsOfTar } from './judge-pull.ts';
import { deletePartial, partialName, publishPartial, type RunOnRepository } from './partial-archive.ts';
import type { Pull } from './pull.ts';
import { archiveOfJson, markerOf, NO_DOCUMENT, type RanCreate } from './ran-create.ts';
import { causeOfSession } from './remote-end.ts';
import { type LineEnds, settlesWithin } from './remote-session.ts';
import { drain } from './rpc-channel.ts';

/** How long tar gets to end once Borg has read its stream to the end. */
const TAR_END_MS = 30_000;

/** Stores tar's stream as `NAME.partial` and gives it its name once both tar and Borg ended well. Takes over `line.stdin`. */
export async function importTar(pull: Pull, line: LineEnds): Promise<RanCreate> {
  const { events, session } = pull;
  const stop = new AbortController();
  const { process, verdict } = await startImport(pull, line.stdin, stop.signal);
  const document = process.stdout ? text(process.stdout) : Promise.resolve('');
  const ended = await bothEnd(pull, line, { verdict, stop });
  await events.onStage?.('ended');
  const archive = archiveOfJson(await document);
  const cause = (await causeOf(pull, ended)) ?? (archive ? null : NO_DOCUMENT);
  const ran = {
    cause,
    archive: null,
    mountPoints: [],
    warnings: [...warningsOfTar(session.words), ...ended.warnings],
  };
  if (cause === null && archive) return publish(pull, archive, ran);
  if (ended.severity !== 'error') await discard(pull);
  return ran;
}

async function startImport(
  { target, run, limits, events }: Pull,
  stdin: number,
  stop: AbortSignal,
): Promise<StartedBorg> {
  try {
    return await startBorg({
      environment: target.environment,
      target: target.repository,
      args: importArguments(run.spec, borgLocation(target.repository, partialName(run.archive))),
      stdin,
      signal: run.signal ? AbortSignal.any([run.signal, stop]) : stop,
      grace: limits.grace,
      marker: markerOf(run),
      onProcess: events.onProcess,
      onLine: (said) =>
        said.type === 'progress' ? events.onProgress?.(said.progress) : events.onLine?.(said),
    });
  } finally {
    closeSync(stdin);
  }
}

interface BothEnded extends ExitVerdict {
  /** Borg gave up while tar still worked. */
  readonly borgFirst: boolean;
}

/**
 * Borg does not see the end of a stream that stops short as long as the session lives (sshd tells it with that of stderr),
 * and a tar that nobody reads from takes the session's stderr along with it: each is ended when the other has, and the rest is read.
 */
async function bothEnd(
  { session }: Pull,
  { spare }: LineEnds,
  { verdict, stop }: { readonly verdict: Promise<ExitVerdict>; readonly stop: AbortController },
): Promise<BothEnded> {
  const told = session.reaches('ended');
  void told.then(() => {
    if (!endedWell(session.words)) stop.abort();
  });
  const ended = await verdict;
  const borgFirst = session.words.code === null;
  const drained = new AbortController();
  const draining = drain(spare, drained.signal);
  if (ended.cause || !(await settlesWithin(told, TAR_END_MS))) {
    if (session.words.code === null) await session.stop();
  }
  await told;
  drained.abort();
  await draining;
  return { ...ended, borgFirst };
}

async function causeOf({ session, target }: Pull, ended: BothEnded): Promise<FailureCause | null> {
  const { words } = session;
  if (words.code !== null && !words.isLost) {
    return (ended.borgFirst && ended.cause) || causeOfPull(words, ended);
  }
  const ssh = words.code === null ? await session.end() : { code: 0, signal: null };
  const end = { ssh, isClear: true, paths: null, farCause: null };
  return causeOfSession(words, end, target.transport.access);
}

async function publish(pull: Pull, archive: ArchiveFigures, ran: RanCreate): Promise<RanCreate> {
  const name = pull.run.archive;
  try {
    const id = await publishPartial(runOn(pull), name);
    return { ...ran, archive: { ...archive, id, name } };
  } catch (error) {
    if (!(error instanceof BorgFailure)) throw error;
    await discard(pull);
    return { ...ran, cause: error.failure };
  }
}

/** Where it stays, prune finds it by its name. */
async function discard(pull: Pull): Promise<void> {
  try {
    await deletePartial(runOn(pull), pull.run.archive);
  } catch (error) {
    if (!(error instanceof BorgFailure)) throw error;
    const text = `${partialName(pull.run.archive)} stays in the repository: ${error.message}`;
    pull.events.onLine?.({ type: 'message', level: 'warning', text, msgid: null, name: 'borgcube' });
  }
}

function runOn({ target, run, events }: Pull): RunOnRepository {
  const { environment, repository } = target;
  return { environment, repository, marker: markerOf(run), onProcess: events.onProcess };
}
