import { createHash } from 'node:crypto';
import { type FilesRequest, type ListedFile, listFiles } from './list-files.ts';

export interface SampleRequest extends Omit<FilesRequest, 'selection' | 'except'> {
  readonly files: number;
  /** Together no more than this; larger files are never among them. */
  readonly bytesMax: number;
  /** The same seed takes the same files of an archive. */
  readonly seed: string;
}

interface Drawn extends ListedFile {
  readonly lot: string;
}

/** Files of an archive at random, each as likely as any other: those that drew the lowest lots. Throws BorgFailure. */
export async function sampleFiles(request: SampleRequest): Promise<string[]> {
  const { files, bytesMax, seed } = request;
  const drawn: Drawn[] = [];
  for await (const file of listFiles({ ...request, selection: { whole: [''] } })) {
    // The content of a hard link is drawn with the file that it lies with.
    if (file.isHardLink || file.size > bytesMax) continue;
    const lot = createHash('sha256').update(seed).update('\0').update(file.path).digest('hex');
    if (drawn.length === files && lot >= (drawn.at(-1)?.lot ?? '')) continue;
    drawn.splice(placeOf(drawn, lot), 0, { ...file, lot });
    if (drawn.length > files) drawn.pop();
  }
  let bytes = 0;
  return drawn.flatMap(({ path, size }) => {
    if (bytes + size > bytesMax) return [];
    bytes += size;
    return [path];
  });
}

function placeOf(drawn: readonly Drawn[], lot: string): number {
  let [low, high] = [0, drawn.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((drawn[middle]?.lot ?? '') < lot) low = middle + 1;
    else high = middle;
  }
  return low;
}
