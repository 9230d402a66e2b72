import type { CatalogFile } from './open-catalog.ts';

/** Takes archives out of the catalog. What no archive holds any more is removed too, so that the file can be used again. */
export function forgetArchives(file: CatalogFile, ids: readonly string[]): void {
  file.transaction(() => {
    const lines = new Set<number>();
    const drop = file.prepare<[string], { line: number }>('delete from archive where id = ? returning line');
    for (const id of ids) {
      const dropped = drop.get(id);
      if (dropped) lines.add(dropped.line);
    }
    const sweep = file.prepare(
      `delete from version where line = @line and last < ${Number.MAX_SAFE_INTEGER}
        and not exists (select 1 from archive a where a.line = @line and a.seq between first and last)`,
    );
    for (const line of lines) sweep.run({ line });
  })();
}
