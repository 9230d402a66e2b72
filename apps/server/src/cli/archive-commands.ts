import { DownloadFormat } from '@borgcube/domain/archive/archive-download';
import { type Command, Option } from 'commander';
import { readSettings } from '../env.ts';
import { extractArchive } from './extract-archive.ts';
import { findArchiveId, findFilter } from './find-record.ts';
import { formatSize } from './format-size.ts';
import { printRows } from './print.ts';
import { readPages, requireServer } from './server-hand.ts';
import { wholeNumber } from './whole-number.ts';

const ARCHIVE_COLUMNS = ['id', 'name', 'timestamp', 'nfiles', 'originalSize', 'deduplicatedSize', 'suspect'];
const ENTRY_COLUMNS = ['mode', 'user', 'group', 'size', 'mtime', 'name'];

interface Json {
  readonly json?: boolean;
}

interface ListOptions extends Json {
  readonly client?: string;
  readonly repository?: string;
  readonly limit: number;
}

interface ExtractOptions extends Json {
  readonly format: DownloadFormat;
  readonly output?: string;
  readonly force?: boolean;
}

export function addArchiveCommands(program: Command): void {
  const archive = program.command('archive').description('archives and what is in them');
  archive
    .command('list')
    .description('newest first')
    .option('--client <client>', 'only of this client (hostname or id)')
    .option('--repository <repository>', 'only of this repository (name or id)')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print JSON')
    .action(listArchives);
  archive
    .command('browse')
    .description('one folder of an archive')
    .argument('<archive>', 'name or id of the archive')
    .argument('[path]', 'a folder in it; default: the top', '')
    .option('--json', 'print JSON')
    .action(async (name: string, path: string, { json = false }: Json) => {
      const api = await requireServer(readSettings());
      const id = await findArchiveId(api, name);
      const place = toArchivePath(path);
      const entries = await readPages((cursor) =>
        api.archives.entries.query({ id, path: place, limit: 200, cursor }),
      );
      const rows = entries.map((entry) => ({ ...entry, size: formatSize(entry.size) }));
      printRows(json ? entries : rows, { json, columns: ENTRY_COLUMNS });
    });
  archive
    .command('extract')
    .description(
      'save one file of an archive here, or several and folders as one; what is there is not overwritten',
    )
    .argument('<archive>', 'name or id of the archive')
    .argument('<path...>', 'files and folders, as browse shows them; / is everything')
    .addOption(
      new Option('--format <format>', 'raw is one file as it is')
        .choices(DownloadFormat.options)
        .default('raw'),
    )
    .option('-o, --output <file>', 'where to; - is standard output; default: its name, here')
    .option('--force', 'replace the file that is there')
    .option('--json', 'print JSON (not with -o -)')
    .action(async (name: string, paths: string[], { format, ...options }: ExtractOptions) => {
      const settings = readSettings();
      const id = await findArchiveId(await requireServer(settings), name);
      await extractArchive(settings, { id, paths: paths.map(toArchivePath), format }, options);
    });
}

async function listArchives({ json = false, limit, ...options }: ListOptions): Promise<void> {
  const api = await requireServer(readSettings());
  const filter = await findFilter(api, options);
  const page = Math.min(limit, 200);
  const archives = await readPages(
    (cursor) => api.archives.list.query({ ...filter, limit: page, cursor }),
    limit,
  );
  const rows = archives.map(({ originalSize, deduplicatedSize, ...row }) => ({
    ...row,
    originalSize: formatSize(originalSize),
    deduplicatedSize: formatSize(deduplicatedSize),
  }));
  printRows(json ? archives : rows, { json, columns: ARCHIVE_COLUMNS });
}

/** Borg stores no slash at the ends. */
function toArchivePath(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
