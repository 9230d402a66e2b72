import { Encryption } from '@borgcube/domain/repository/repository';
import { z } from 'zod';
import type { BorgEnvironment } from './borg-environment.ts';
import { borgLocation, type RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';

export interface ConnectedRepository {
  readonly borgId: string;
  readonly encryption: Encryption | null;
}

const Answer = z.object({
  encryption: z.object({ mode: z.string() }).optional(),
  repository: z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) }),
});

/** Proves place, key and passphrase by the cheapest command that needs all three; never `borg info`. Throws BorgFailure. */
export async function connectRepository(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  signal?: AbortSignal,
): Promise<ConnectedRepository> {
  const args = ['list', '--json', '--last', '1', '--', borgLocation(target)];
  const { stdout } = await runBorg({ environment, target, args, signal });
  const answer = Answer.parse(JSON.parse(stdout));
  const encryption = Encryption.safeParse(answer.encryption?.mode);
  return { borgId: answer.repository.id, encryption: encryption.success ? encryption.data : null };
}
