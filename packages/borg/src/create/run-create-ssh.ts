import { borgLocation } from '../repository/repository-target.ts';
import { commonOptions } from '../repository/start-borg.ts';
import { createArguments } from './create-arguments.ts';
import type { CreateEvents, CreateLimits, CreateRun, TargetOf } from './create-run.ts';
import { judgePaths } from './judge-paths.ts';
import { archiveOfJson, NO_DOCUMENT, type RanCreate } from './ran-create.ts';
import { warningsOfCommandAfter } from './remote-end.ts';
import { remoteFrame, sessionOf } from './remote-frame.ts';
import type { RemoteBorg } from './remote-script.ts';
import { runRemoteBorg, servedPlace } from './run-remote-borg.ts';

/** Borg runs on the client and reads the client's files. */
export async function runCreateOverSsh(
  target: TargetOf<'ssh'>,
  run: CreateRun,
  limits: CreateLimits,
  events: CreateEvents,
): Promise<RanCreate> {
  const { cause, verdict, words, paths } = await runRemoteBorg({
    ...sessionOf(target, run),
    repository: target.repository,
    remote: remoteCreate(target, run, limits),
    limits,
    events,
    judge: ({ states }) => judgePaths(run.spec.paths, states, run.mountPoints),
    onGo: async () => {
      await events.onStage?.('prepared');
      await events.onStage?.('running');
    },
    onEnded: async () => events.onStage?.('ended'),
    onCleanup: async () => events.onStage?.('cleanup'),
  });
  const archive = archiveOfJson(words.document);
  return {
    cause: cause ?? (archive ? null : NO_DOCUMENT),
    archive,
    mountPoints: paths?.mountPoints ?? [],
    warnings: [...(paths?.warnings ?? []), ...(verdict?.warnings ?? []), ...warningsOfCommandAfter(words)],
  };
}

function remoteCreate(target: TargetOf<'ssh'>, run: CreateRun, limits: CreateLimits): RemoteBorg {
  const { remoteBorg, remoteCacheDir } = target.transport;
  const location = borgLocation(servedPlace(target.repository), run.archive);
  return {
    ...remoteFrame(run, limits, remoteCacheDir),
    borg: [remoteBorg, ...commonOptions(target.environment), ...createArguments(run.spec, location, [])],
  };
}
