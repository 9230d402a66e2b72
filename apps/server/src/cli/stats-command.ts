import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { formatSize } from './format-size.ts';
import { printJson, printRecord, printRows } from './print.ts';
import { requireServer } from './server-hand.ts';

const COLUMNS = ['repository', 'archives', 'newest', 'archived', 'onDisk', 'free', 'measured'];

export function addStatsCommand(program: Command): void {
  program
    .command('stats')
    .description('archives, data and backups of today, altogether and by repository')
    .option('--json', 'print JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const api = await requireServer(readSettings());
      const stats = await api.system.stats.query();
      if (json) {
        printJson(stats);
        return;
      }
      const { archives, backupsToday, clients, originalSize, deduplicatedSize, repositories } = stats;
      const sizes = { archived: formatSize(originalSize), onDisk: formatSize(deduplicatedSize) };
      printRecord({ archives, backupsToday, clients, ...sizes }, false);
      if (repositories.length === 0) return;
      process.stdout.write('\n');
      const rows = repositories.map((repository) => ({
        repository: repository.name,
        archives: repository.archives,
        newest: repository.newestArchiveAt,
        archived: formatSize(repository.originalSize),
        onDisk: formatSize(repository.deduplicatedSize),
        free: formatSize(repository.freeSpace),
        measured: repository.measuredAt,
      }));
      printRows(rows, { json: false, columns: COLUMNS });
    });
}
