import type { Readable } from 'node:stream';
import { endWith } from '../process/end-with.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import type { RepositoryTarget } from '../repository/repository-target.ts';
import { exportTar } from './export-tar.ts';
import { exportZip } from './export-zip.ts';

export interface ExportWanted {
  readonly archive: string;
  /** Archive paths of files and folders; '' is the whole archive. */
  readonly paths: readonly string[];
  readonly format: 'tar' | 'tar.zst' | 'zip';
  readonly idleMs?: number | undefined;
  /** Nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** A selection of an archive, streamed, once its first bytes are there; what Borg refuses at once is thrown (BorgFailure). */
export async function exportArchive(
  environment: BorgEnvironment,
  target: RepositoryTarget,
  { format, signal, ...wanted }: ExportWanted,
): Promise<Readable> {
  const content =
    format === 'zip'
      ? exportZip(environment, target, wanted)
      : await exportTar(environment, target, { ...wanted, isCompressed: format === 'tar.zst' });
  endWith(signal, content);
  await begun(content);
  return content;
}

function begun(content: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    content.once('readable', resolve);
    content.once('error', reject);
    content.once('close', () => reject(new Error('The export ended before it began.')));
  });
}
