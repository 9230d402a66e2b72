import type { RestoreTrait } from '@borgcube/domain/restore/restore-channel';
import type { RestoreCounts, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';
import { counted } from '../../ui/format/count.ts';

/** `212 files, 3 folders`; `nothing` where there is none of any kind. */
export function countsWords(counts: RestoreCounts): string {
  const parts = [
    counts.files > 0 && counted(counts.files, 'file'),
    counts.folders > 0 && counted(counts.folders, 'folder'),
    counts.links > 0 && counted(counts.links, 'link'),
    counts.others > 0 && counted(counts.others, 'other entry', 'other entries'),
  ];
  return parts.filter(Boolean).join(', ') || 'nothing';
}

/** What a person would name: the files, else whatever there is. */
export function chiefly(counts: RestoreCounts): string {
  return counts.files > 0 ? counted(counts.files, 'file') : countsWords(counts);
}

export function entriesOf(counts: RestoreCounts): number {
  return counts.files + counts.folders + counts.links + counts.others;
}

/** `web01:/srv/restored`, as one would give it to a command; this server's own paths stand alone. */
export function placeWords(hostname: string | null, path: string): string {
  return hostname === null ? path : `${hostname}:${path}`;
}

const TRAITS: Record<RestoreTrait, string> = {
  xattrs: 'extended attributes',
  acls: 'ACLs',
  fractions: 'fractions of a second',
  holes: 'holes of sparse files',
  flags: 'file flags',
  owners: 'owners',
  'set-ids': 'set-user-ID and set-group-ID of files',
  devices: 'devices',
  capabilities: 'file capabilities',
};

/** `keeps everything`, or `loses extended attributes, ACLs and file flags`. */
export function lostWords(lost: readonly RestoreTrait[]): string {
  const names = lost.map((trait) => TRAITS[trait]);
  const last = names.pop();
  if (last === undefined) return 'keeps everything';
  return `loses ${names.length > 0 ? `${names.join(', ')} and ${last}` : last}`;
}

/** Whether extended attributes and ACLs were read back; nothing to say where they did not come along. */
export function attributeWords({ areAttributesCompared, channel }: RestoreReceipt): string {
  if (areAttributesCompared === null) return '';
  const what = 'Extended attributes and ACLs';
  if (areAttributesCompared) return `${what} were compared.`;
  return channel === 'borg'
    ? `${what} were written by Borg, and not compared.`
    : `${what} came along and were not compared: getfattr is missing on the client or here.`;
}

/** What came of it in one sentence: `212 files restored and read back.` */
export function receiptSentence(receipt: RestoreReceipt): string {
  const { written, skipped, failed, different, brokenOff } = receipt;
  const none = brokenOff === 'while-placing' ? 'Nothing is known to be written' : 'Nothing was written';
  const isAllFailed = !brokenOff && entriesOf(written) + entriesOf(skipped) + entriesOf(different) === 0;
  const parts = [
    entriesOf(written) > 0 ? `${chiefly(written)} restored and read back` : none,
    ...(entriesOf(skipped) > 0 ? [`${chiefly(skipped)} left as ${wasWere(skipped)}`] : []),
    ...(entriesOf(failed) > 0 && !isAllFailed ? [`${chiefly(failed)} not written`] : []),
    ...(entriesOf(different) > 0 ? [`${chiefly(different)} different when read back`] : []),
    ...(brokenOff === 'while-placing' ? [unknownWords(receipt)] : []),
  ];
  return `${brokenOff ? 'Broken off. ' : ''}${parts.join('; ')}.`;
}

function unknownWords(receipt: RestoreReceipt): string {
  const unknown = unconfirmed(receipt);
  if (!unknown) return 'of the rest it is not known whether it is there';
  return `of ${chiefly(unknown)} it is not known whether ${chiefCount(unknown) === 1 ? 'it is' : 'they are'} there`;
}

/** What was asked for and has no outcome; null: it is not known what was asked for. */
function unconfirmed({
  selected,
  written,
  skipped,
  failed,
  different,
}: RestoreReceipt): RestoreCounts | null {
  if (!selected) return null;
  const left = (kind: keyof RestoreCounts) =>
    Math.max(0, selected[kind] - written[kind] - skipped[kind] - failed[kind] - different[kind]);
  const [files, folders, links] = [left('files'), left('folders'), left('links')];
  return { files, folders, links, others: left('others'), bytes: left('bytes') };
}

/** What a restore that did not come to its end leaves; null: it came to its end. */
export function brokenOffWords({ brokenOff }: RestoreReceipt): string | null {
  if (brokenOff === null) return null;
  if (brokenOff === 'before-placing') {
    return 'The job was broken off while files were unpacked beside their place. The target is as it was.';
  }
  return 'The job was broken off while files went to their places. What has no line here may be there or not; each file is there whole or not at all.';
}

export function wasWere(counts: RestoreCounts): string {
  return chiefCount(counts) === 1 ? 'it was' : 'they were';
}

/** The number that `chiefly` begins with, or of all where it names several kinds. */
export function chiefCount(counts: RestoreCounts): number {
  return counts.files > 0 ? counts.files : entriesOf(counts);
}

/** What `chiefCount` counts. */
export function chiefNoun(counts: RestoreCounts): string {
  const count = chiefCount(counts);
  const only = (kind: 'files' | 'folders' | 'links') => counts[kind] > 0 && counts[kind] === count;
  if (only('folders')) return count === 1 ? 'folder' : 'folders';
  if (only('links')) return count === 1 ? 'link' : 'links';
  if (count > 0 && !only('files')) return 'entries';
  return count === 1 ? 'file' : 'files';
}

/** The receipt as plain text, for a ticket or a mail. */
export function receiptText(
  jobId: number,
  receipt: RestoreReceipt,
  lines: ReadonlyArray<{ path: string; outcome: string; reason: string | null }>,
): string {
  const { archiveName, target } = receipt;
  const brokenOff = brokenOffWords(receipt);
  return [
    `Restore, job ${jobId}: ${archiveName} to ${placeWords(target.hostname, target.path)}`,
    receiptSentence(receipt),
    ...(brokenOff === null ? [] : [brokenOff]),
    `Written: ${countsWords(receipt.written)}; ${receipt.written.bytes} bytes`,
    `Skipped: ${countsWords(receipt.skipped)}`,
    `Not written: ${countsWords(receipt.failed)}`,
    `Different: ${countsWords(receipt.different)}`,
    `The way there ${lostWords(receipt.lost)}. ${attributeWords(receipt)}`.trim(),
    ...lines.map(({ path, outcome, reason }) => [outcome, path, reason].filter(Boolean).join('\t')),
  ].join('\n');
}
