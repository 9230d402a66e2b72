import type { Command } from 'commander';
import { readSettings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { addDrillCommand } from './drill-command.ts';
import { findFilter } from './find-record.ts';
import { formatSize } from './format-size.ts';
import { printJson, printRecord, printRows } from './print.ts';
import { readPages, requireServer } from './server-hand.ts';
import { wholeNumber } from './whole-number.ts';

const COLUMNS = [
  'number',
  'proven',
  'client',
  'config',
  'archive',
  'scope',
  'files',
  'size',
  'took',
  'ended',
];

interface Json {
  readonly json?: boolean;
}

interface Filter {
  readonly client?: string;
  readonly repository?: string;
}

interface VerifyOptions extends Json {
  readonly number?: number;
  readonly digest?: string;
}

/** The ledger of restore drills. */
export function addProofCommands(program: Command): void {
  const proof = program.command('proof').description('what restore drills have proven');
  proof
    .command('list')
    .description('newest first')
    .option('--client <client>', 'only of this client (hostname or id)')
    .option('--repository <repository>', 'only of this repository (name or id)')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'print JSON')
    .action(listProofs);
  addDrillCommand(proof);
  proof
    .command('export')
    .description('the whole ledger as JSON, oldest first, to be kept elsewhere')
    .option('--json', 'print JSON, as it does without')
    .action(exportProofs);
  proof
    .command('verify')
    .description('whether the ledger is as it was written')
    .option('--number <number>', 'of a proof that you know of an export', wholeNumber)
    .option('--digest <digest>', 'which it had there')
    .option('--json', 'print JSON')
    .action(verifyProofs);
}

async function listProofs(options: Json & Filter & { readonly limit: number }): Promise<void> {
  const { json = false, limit } = options;
  const api = await requireServer(readSettings());
  const filter = await findFilter(api, options);
  const page = Math.min(limit, 200);
  const proofs = await readPages(
    (cursor) => api.proofs.list.query({ ...filter, limit: page, cursor }),
    limit,
  );
  const rows = proofs.map((proof) => ({
    number: proof.number,
    proven: proof.isProven ? 'yes' : 'NO',
    client: proof.clientHostname,
    config: proof.configLabel,
    archive: proof.archiveName,
    scope: proof.scope,
    files: proof.files,
    size: formatSize(proof.bytes),
    took: `${(proof.restoreDuration / 1000).toFixed(1)} s`,
    ended: proof.endedAt,
  }));
  printRows(json ? proofs : rows, { json, columns: COLUMNS });
}

async function exportProofs(): Promise<void> {
  const api = await requireServer(readSettings());
  const first = await api.proofs.export.query({});
  const proofs = [...first.proofs];
  for (let after = first.next; after !== null; ) {
    const more = await api.proofs.export.query({ after });
    proofs.push(...more.proofs);
    after = more.next;
  }
  const last = proofs.at(-1);
  // Proofs may have been added meanwhile: the head is the last of those that are here.
  printJson({
    ...first,
    proofs,
    head: last ? { number: last.number, digest: last.digest } : null,
    next: null,
  });
}

async function verifyProofs({ json = false, number, digest }: VerifyOptions): Promise<void> {
  if ((number === undefined) !== (digest === undefined)) {
    throw new StartError('Give both --number and --digest, or neither.', 2);
  }
  const api = await requireServer(readSettings());
  const known = number === undefined || digest === undefined ? {} : { known: { number, digest } };
  const verdict = await api.proofs.verify.query(known);
  const { isWhole, proofs, head, fault } = verdict;
  if (json) printJson(verdict);
  else printRecord({ whole: isWhole, proofs, head: head?.digest }, false);
  if (!isWhole) throw new StartError(fault?.sentence ?? 'The ledger is not whole.');
}
