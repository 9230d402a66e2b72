import { openedBits } from './opened-bits.ts';
import type { Placing } from './place.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { Restoring } from './restoring.ts';
import { readSorted, SortedCursor } from './sorted-file.ts';
import { isPlaced, type VerdictRecord } from './verdict-record.ts';

/** Gives what was opened to be read back its stored mode again: each folder after all that lies in it. */
export async function* closings(
  { prepared }: Pick<Restoring, 'prepared'>,
  verdicts: string,
): AsyncGenerator<Placing> {
  if (prepared.look.isRoot) return;
  await using verdict = new SortedCursor<VerdictRecord>(verdicts);
  const open: Placing[] = [];
  for await (const { key, item } of readSorted<PlanEntry>(prepared.plan.file)) {
    const left = open.findLastIndex(({ path }) => item.path.startsWith(`${path}/`)) + 1;
    yield* open.splice(left).reverse();
    const found = (await verdict.at(key)).item;
    if (!found || !isPlaced(found) || item.mode === null) continue;
    const bits = openedBits(item);
    if ((item.mode & bits) === bits) continue;
    const closing = { act: 'close', path: item.path, mode: item.mode & ~SET_ID } as const;
    if (item.type === 'd') open.push({ ...closing, mode: item.mode });
    else yield closing;
  }
  yield* open.reverse();
}

/** Of a file: a program must not run as somebody who never owned it. */
const SET_ID = 0o6000;
