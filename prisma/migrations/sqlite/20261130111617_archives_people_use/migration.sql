-- AlterTable
ALTER TABLE "Repository" ADD COLUMN "provenAt" DATETIME;

-- AlterTable
ALTER TABLE "Client" ADD COLUMN "provenAt" DATETIME;

-- AlterTable
ALTER TABLE "Archive" ADD COLUMN "changedFiles" BIGINT;
ALTER TABLE "Archive" ADD COLUMN "deletedFiles" BIGINT;
ALTER TABLE "Archive" ADD COLUMN "newFiles" BIGINT;

-- AlterTable
ALTER TABLE "Job" ADD COLUMN "receipt" JSONB;

-- CreateTable
CREATE TABLE "ReceiptLine" (
    "jobId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "size" BIGINT,
    "sha256" TEXT,

    PRIMARY KEY ("jobId", "seq"),
    CONSTRAINT "ReceiptLine_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "Job" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Proof" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "jobId" INTEGER NOT NULL,
    "repositoryId" TEXT NOT NULL,
    "repositoryName" TEXT NOT NULL,
    "clientId" TEXT,
    "clientHostname" TEXT,
    "configId" TEXT,
    "configLabel" TEXT,
    "archiveId" TEXT NOT NULL,
    "archiveName" TEXT NOT NULL,
    "archiveTimestamp" DATETIME NOT NULL,
    "scope" TEXT NOT NULL,
    "files" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "isProven" BOOLEAN NOT NULL,
    "differences" JSONB,
    "restoreDuration" BIGINT NOT NULL,
    "compareDuration" BIGINT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME NOT NULL,
    "previousDigest" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateIndex
CREATE INDEX "ReceiptLine_jobId_outcome_seq_idx" ON "ReceiptLine"("jobId", "outcome", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Proof_number_key" ON "Proof"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Proof_digest_key" ON "Proof"("digest");

-- CreateIndex
CREATE INDEX "Proof_clientId_number_idx" ON "Proof"("clientId", "number");

-- CreateIndex
CREATE INDEX "Proof_repositoryId_number_idx" ON "Proof"("repositoryId", "number");

-- CreateIndex
CREATE INDEX "Proof_jobId_idx" ON "Proof"("jobId");
