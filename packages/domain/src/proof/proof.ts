import { z } from 'zod';
import { PageInput, pageOf } from '../form/page.ts';

export const DrillScope = z.enum(['canary', 'sample', 'everything']).meta({
  title: 'What is restored',
  labels: { canary: 'Named paths', sample: 'Random files', everything: 'Everything' },
  hints: {
    canary: 'Files that must be there, and that you know.',
    sample: 'Other files each time, so that in the end all were tried.',
    everything: 'Needs as much room on this server as the archive holds.',
  },
});
export type DrillScope = z.infer<typeof DrillScope>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What differed: at most so many are kept by path, all are counted. */
export const DIFFERENCES_KEPT = 100;

export const ProofDifferences = z.object({
  items: z.array(z.object({ path: z.string(), reason: z.string() })).max(DIFFERENCES_KEPT),
  total: z.int(),
});
export type ProofDifferences = z.infer<typeof ProofDifferences>;

/** What a proof states; its digest is taken of exactly these fields. Records that it names may be gone. */
export const ProofStatement = z.object({
  id: z.string(),
  /** 1, 2, 3 … without a gap. */
  number: z.int().positive(),
  jobId: z.int(),
  repositoryId: z.string(),
  repositoryName: z.string(),
  clientId: z.string().nullable(),
  clientHostname: z.string().nullable(),
  configId: z.string().nullable(),
  configLabel: z.string().nullable(),
  archiveId: z.string(),
  archiveName: z.string(),
  archiveTimestamp: z.iso.datetime(),
  scope: DrillScope,
  /** Files that were restored and compared, and their bytes. */
  files: z.int(),
  bytes: z.int(),
  isProven: z.boolean(),
  differences: ProofDifferences.nullable(),
  /** Milliseconds. */
  restoreDuration: z.int(),
  compareDuration: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Of the proof before; 64 zeros for the first. */
  previousDigest: sha256,
});
export type ProofStatement = z.infer<typeof ProofStatement>;

export const SealedProof = z.object({ ...ProofStatement.shape, digest: sha256 });
export type SealedProof = z.infer<typeof SealedProof>;

/** One restore drill, passed or not, as it stands in the ledger. */
export const Proof = z.object({
  ...SealedProof.shape,
  /** Bytes a second of the restore alone: the measured speed of a recovery; null where nothing was restored. */
  restoreRate: z.number().nullable(),
});
export type Proof = z.infer<typeof Proof>;

const id = z.string().min(1).max(64).optional();
const filter = { clientId: id, repositoryId: id, configId: id };

/** Newest first. */
export const ProofList = z
  .strictObject({
    ...PageInput.shape,
    ...filter,
    isProven: z.boolean().optional(),
    jobId: z.int().optional(),
  })
  .prefault({});
export type ProofList = z.infer<typeof ProofList>;
export const ProofPage = pageOf(Proof);

export const PROOFS_EXPORTED_MAX = 5000;

/** From behind number `after` on, oldest first. Filtered, each proof can be checked by itself, but not that none is left out. */
export const ProofExportInput = z.strictObject({ ...filter, after: z.int().min(0).default(0) }).prefault({});
export type ProofExportInput = z.infer<typeof ProofExportInput>;

export const ChainHead = z.object({ number: z.int(), digest: sha256 });
export type ChainHead = z.infer<typeof ChainHead>;

export const ProofExport = z.object({
  format: z.literal('borgcube-proofs-1'),
  exportedAt: z.iso.datetime(),
  /** How a digest is made, in words. */
  digestOf: z.string(),
  proofs: z.array(SealedProof),
  /** The last proof of the whole ledger; null: it is empty. */
  head: ChainHead.nullable(),
  /** Ask again with this as `after`; null: that is all. */
  next: z.int().nullable(),
});
export type ProofExport = z.infer<typeof ProofExport>;

/** `known`: the head of an earlier export, kept elsewhere; it must still stand in the ledger as it was. */
export const ProofVerifyInput = z.strictObject({ known: ChainHead.optional() }).prefault({});
export type ProofVerifyInput = z.infer<typeof ProofVerifyInput>;

export const ChainVerdict = z.object({
  isWhole: z.boolean(),
  proofs: z.int(),
  head: ChainHead.nullable(),
  /** The first that is not as it was written. */
  fault: z.object({ number: z.int(), sentence: z.string() }).nullable(),
});
export type ChainVerdict = z.infer<typeof ChainVerdict>;
