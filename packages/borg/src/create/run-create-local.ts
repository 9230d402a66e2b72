import { text } from 'node:stream/consumers';
import { borgLocation } from '../repository/repository-target.ts';
import { startBorg } from '../repository/start-borg.ts';
import { createArguments } from './create-arguments.ts';
import type { CreateEvents, CreateLimits, CreateRun, CreateTarget } from './create-run.ts';
import { judgePaths } from './judge-paths.ts';
import { localPathStates } from './local-paths.ts';
import { archiveOfJson, type CommandOutcome, markerOf, NO_DOCUMENT, type RanCreate } from './ran-create.ts';
import { runLocalCommand } from './run-command.ts';

/** Borg and the commands run on this server and read its own files. */
export async function runCreateLocally(
  target: CreateTarget,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
): Promise<RanCreate> {
  let wasStarted = Boolean(run.beforeCommand);
  const finish = async (outcome: CommandOutcome): Promise<string[]> => {
    await events.onStage?.('cleanup');
    if (!wasStarted || !run.afterCommand) return [];
    const environ = { BORGCUBE_OUTCOME: outcome };
    const cause = await command(target, run, limits, events, {
      name: 'after',
      text: run.afterCommand,
      environ,
    });
    return cause?.message ? [cause.message] : [];
  };
  try {
    const ran = await attempt(target, run, limits, events, () => {
      wasStarted = true;
    });
    const late = await finish(ran.cause === null ? 'done' : run.signal?.aborted ? 'cancelled' : 'failed');
    return { ...ran, warnings: [...ran.warnings, ...late] };
  } catch (error) {
    await finish('failed').catch(() => []); // what was thrown first says more
    throw error;
  }
}

async function attempt(
  target: CreateTarget,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
  onStart: () => void,
): Promise<RanCreate> {
  const nothing: RanCreate = { cause: null, archive: null, warnings: [], mountPoints: [] };
  if (run.beforeCommand) {
    const before = { name: 'before', text: run.beforeCommand, environ: {}, signal: run.signal } as const;
    const cause = await command(target, run, limits, events, before);
    if (cause) return { ...nothing, cause };
  }
  const { present, ...paths } = judgePaths(
    run.spec.paths,
    await localPathStates(run.spec.paths),
    run.mountPoints,
  );
  if (paths.cause) return { ...nothing, ...paths };
  await events.onStage?.('prepared');
  await events.onStage?.('running');
  onStart();
  const ran = await runBorgLocally(target, run, limits, events, present);
  await events.onStage?.('ended');
  return { ...ran, mountPoints: paths.mountPoints, warnings: [...paths.warnings, ...ran.warnings] };
}

interface NamedCommand {
  readonly name: 'before' | 'after';
  readonly text: string;
  readonly environ: Readonly<Record<string, string>>;
  /** The command after runs to its end also when the run was cancelled. */
  readonly signal?: AbortSignal | undefined;
}

function command(
  target: CreateTarget,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
  named: NamedCommand,
) {
  return runLocalCommand({
    environment: target.environment,
    command: named.text,
    name: named.name,
    environ: named.environ,
    marker: markerOf(run),
    limitMs: limits.commandMs,
    grace: limits.grace,
    signal: named.signal,
    onOutput: (line) => events.onOutput?.(line, named.name),
    onProcess: events.onProcess,
  });
}

async function runBorgLocally(
  { environment, repository }: CreateTarget,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
  paths: readonly string[],
): Promise<RanCreate> {
  const { process, verdict } = await startBorg({
    environment,
    target: repository,
    args: createArguments(run.spec, borgLocation(repository, run.archive), paths),
    extraEnviron: { BORG_FILES_CACHE_SUFFIX: run.configId },
    signal: run.signal,
    grace: limits.grace,
    marker: markerOf(run),
    onProcess: events.onProcess,
    onLine: (line) => (line.type === 'progress' ? events.onProgress?.(line.progress) : events.onLine?.(line)),
  });
  const document = process.stdout ? text(process.stdout) : Promise.resolve('');
  const { cause, warnings } = await verdict;
  const archive = archiveOfJson(await document);
  return { cause: cause ?? (archive ? null : NO_DOCUMENT), archive, warnings, mountPoints: [] };
}
