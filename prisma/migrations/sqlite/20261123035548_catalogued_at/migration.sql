-- AlterTable
ALTER TABLE "Archive" ADD COLUMN "cataloguedAt" DATETIME;

-- CreateIndex
CREATE INDEX "Archive_repositoryId_cataloguedAt_idx" ON "Archive"("repositoryId", "cataloguedAt");

-- CreateIndex
CREATE INDEX "Archive_clientId_cataloguedAt_idx" ON "Archive"("clientId", "cataloguedAt");
